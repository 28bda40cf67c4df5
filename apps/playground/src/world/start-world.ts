import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { createBreakages } from "./breakages.ts";
import { choosePort } from "./choose-port.ts";
import { followLog } from "./follow-log.ts";
import { createHappenings } from "./happenings.ts";
import { keepRedis } from "./keep-redis.ts";
import { keepService } from "./keep-service.ts";
import { lockDirectory } from "./lock-directory.ts";
import { openDemoLab } from "./open-demo-lab.ts";
import { alreadyRunning } from "./open-demo-redis.ts";
import { openDemoSlack } from "./open-demo-slack.ts";
import { openDemoTeams } from "./open-demo-teams.ts";
import { describeReal, realLabUrl, realParts } from "./real-parts.ts";
import { serviceEnvironment } from "./service-environment.ts";
import { followedJob, subscribePeople } from "./subscribe-people.ts";
import type { World } from "./world.ts";
import { firstNote, type PortHolder, readWorldNote, writeWorldNote } from "./world-note.ts";

/** How a world is started. */
export interface WorldOptions {
  /** Holds everything that lasts: Redis, the lab's builds, the chats' messages, the service's log. Made where missing. */
  readonly directory: string;
  /** Throws away what an earlier world left there. */
  readonly fresh: boolean;
  /** How many times faster than a real lab it plays. */
  readonly speed: number;
  /** Which kinds are simulated; the others are the real ones that `environment` names. */
  readonly simulated: { readonly lab: boolean; readonly slack: boolean; readonly teams: boolean };
  /** The own environment: what configures the real ones. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Told what is being started, one step a line. */
  readonly tell: (line: string) => void;
  /** Given the parts before anybody acts in them. */
  readonly onParts?: (parts: Pick<World, "lab" | "slack" | "on">) => void;
}

const WELCOME_MS = 30_000;
const DEFAULT_PORT = 3978;

/**
 * Starts a private Redis, the simulated lab, Slack and Teams, and the service as a child process that knows nothing of
 * being in a simulated world. Resolves when the service serves and its people have subscribed; the lab plays from then
 * on. Everything listens on loopback.
 *
 * @throws {WorldError} where another world uses the directory, or the service does not start
 * @throws {PrivateRedisError} where no Redis can be had
 */
export async function startWorld(options: WorldOptions): Promise<World> {
  const stops: (() => unknown)[] = [];
  const stop = async (): Promise<void> => {
    const failures: unknown[] = [];
    for (const end of stops.splice(0).toReversed()) {
      try {
        await end();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  };
  try {
    return await build(options, stops, stop);
  } catch (error) {
    await stop().catch(() => undefined);
    throw error;
  }
}

async function build(options: WorldOptions, stops: (() => unknown)[], stop: () => Promise<void>): Promise<World> {
  const { fresh, simulated, environment: own, tell } = options;
  const directory = resolve(options.directory);
  const logFile = join(directory, "service.log");
  const noteFile = join(directory, "world.json");
  const happenings = createHappenings();
  let speed = options.speed;
  mkdirSync(directory, { recursive: true });

  const unlock = await lockDirectory(directory);
  if (unlock === undefined) throw alreadyRunning(directory);
  stops.push(unlock);

  tell("Redis    starting");
  const redis = await keepRedis({ directory, fresh, tell: (line) => tell(`         ${line}`) }, happenings);
  stops.push(() => redis.stop());

  const note = readWorldNote(noteFile) ?? firstNote;
  // A real chat may send its requests to the service, by an address that somebody set up.
  const real = realParts(simulated, own);
  const isReached = real.some((part) => part !== "lab");
  const wished = isReached ? Number(own["PORT"] ?? DEFAULT_PORT) : note.ports.service;
  const ports = await choosePorts({ ...note.ports, service: wished });
  if (wished !== undefined && wished !== ports.service)
    tell(`         port ${wished} is taken, so the service listens on ${ports.service} this time`);
  writeWorldNote(noteFile, { ...note, ports });
  const onTrouble = (sentence: string): void => {
    tell(sentence);
    happenings.tell("service", sentence, "bad");
  };

  const demoLab = simulated.lab
    ? await openDemoLab({
        directory,
        port: ports.lab,
        speed,
        onEvent: (event) => happenings.say({ kind: "lab", event }),
      })
    : undefined;
  stops.push(() => demoLab?.stop());
  const lab = demoLab?.lab;
  tell(
    lab === undefined
      ? `Lab      ${describeReal("lab", own)}`
      : `Lab      ${lab.baseUrl}, simulated, with ${lab.size} test executions of earlier builds`,
  );

  const demoSlack = simulated.slack ? await openDemoSlack({ directory, port: ports.slack, onTrouble }) : undefined;
  stops.push(() => demoSlack?.stop());
  const slack = demoSlack?.slack;
  tell(`Slack    ${slack === undefined ? describeReal("slack", own) : `${slack.baseUrl}, simulated`}`);

  const servicePort = ports.service;
  const demoTeams = simulated.teams
    ? await openDemoTeams({ directory, port: ports.teams, servicePort, onTrouble })
    : undefined;
  stops.push(() => demoTeams?.stop());
  const teams = demoTeams?.teams;
  tell(`Teams    ${teams === undefined ? describeReal("teams", own) : `${teams.baseUrl}, simulated`}`);

  tell("Service  starting the real perfecto-bot");
  stops.push(followLog({ file: logFile, onTrouble: (line) => happenings.say({ kind: "log", line }) }));
  const service = keepService({
    environment: () => serviceEnvironment({ lab, slack, teams, redisUrl: redis.url, port: servicePort, speed }, own),
    logFile,
    isReady: async () =>
      (slack === undefined || slack.socketMode.connected > 0) && isReady(`http://127.0.0.1:${servicePort}/readyz`),
    onState(state) {
      happenings.say({ kind: "view" });
      if (state === "running") happenings.tell("service", "perfecto-bot runs.", "good");
    },
    onCrash: (code) =>
      happenings.tell("service", `perfecto-bot ended by itself (exit code ${code ?? "unknown"}).`, "bad"),
  });
  stops.push(() => service.stop());
  await Promise.race([service.ready(), redis.failed]);
  tell(`         it serves on http://127.0.0.1:${servicePort}`);

  const failed = Promise.race([service.failed, redis.failed]);
  // Whoever waits for it hears of it; nobody has to.
  failed.catch(() => undefined);

  options.onParts?.({ lab, slack, on: happenings.on });
  await Promise.race([demoTeams?.install(), failed]);
  if (!note.begun) {
    tell("People   Quinn and Dana subscribe");
    await Promise.race([subscribePeople(slack, teams), failed]);
    writeWorldNote(noteFile, { v: 1, ports, begun: true });
  }

  const play = demoLab?.play();
  const breakages = createBreakages({ lab, play, slack, teams }, happenings);
  return {
    lab,
    slack,
    teams,
    play,
    labUrl: lab?.baseUrl ?? realLabUrl(own),
    continued: note.begun,
    logFile,
    view: () => ({
      service: service.state,
      serviceStarts: service.starts,
      redis: redis.state,
      speed,
      breakages: breakages.view(),
      real,
    }),
    on: happenings.on,
    welcome() {
      const lastMs = demoLab?.lastStartMs(followedJob) ?? 0;
      if (play !== undefined && Date.now() - lastMs > WELCOME_MS) play.startBuild({ job: followedJob });
    },
    killService() {
      happenings.tell("service", "perfecto-bot was killed (SIGKILL).", "bad");
      service.kill();
    },
    restartRedis: redis.restart,
    async setSpeed(next) {
      if (play === undefined) throw new Error("The lab is real here: it has the speed it has.");
      if (next === speed) return;
      play.setSpeed(next);
      speed = next;
      happenings.say({ kind: "view" });
      happenings.tell("lab", `The lab plays ${next} times faster than a real one; perfecto-bot starts anew for that.`);
      await service.restart();
    },
    setBreakage: breakages.set,
    failed,
    stop,
  };
}

async function choosePorts(
  wished: Readonly<Partial<Record<PortHolder, number | undefined>>>,
): Promise<Readonly<Record<PortHolder, number>>> {
  const lab = await choosePort(wished.lab);
  const slack = await choosePort(wished.slack);
  const teams = await choosePort(wished.teams);
  return { lab, slack, teams, service: await choosePort(wished.service) };
}

async function isReady(url: string): Promise<boolean> {
  try {
    const { ok } = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    return ok;
  } catch {
    return false;
  }
}
