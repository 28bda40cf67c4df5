import { mkdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type LabEvent, type LabSimulator, playLab, startLabSimulator } from "@perfecto-bot/simulators/lab";
import { type SlackSimulator, startSlackSimulator } from "@perfecto-bot/simulators/slack";
import { demoWorkspace } from "./demo-workspace.ts";
import {
  addBuild,
  demoSeed,
  firstHistory,
  readHistory,
  replayHistory,
  wasPlayed,
  writeHistory,
} from "./lab-history.ts";
import { openDemoRedis } from "./open-demo-redis.ts";
import { readLogTail } from "./read-log-tail.ts";
import { serviceCadence } from "./service-cadence.ts";
import { type RunningService, startService } from "./start-service.ts";
import { WorldError } from "./world-error.ts";

/** How a simulated world is started. */
export interface WorldOptions {
  /** Holds everything that lasts: Redis, the lab's builds, the service's log. Made where missing. */
  readonly directory: string;
  /** Throws away what an earlier world left there. */
  readonly fresh: boolean;
  /** How many times faster than a real lab it plays. */
  readonly speed: number;
  /** Told what is being started, one step a line. */
  readonly tell: (line: string) => void;
}

/** A running world: simulated lab, simulated Slack, and the real service between them. */
export interface World {
  readonly lab: LabSimulator;
  readonly slack: SlackSimulator;
  /** Whether it goes on with what an earlier world left after its lab was played. */
  readonly continued: boolean;
  readonly logFile: string;
  /** Lets the lab's jobs build from now on. Called once. */
  readonly play: (onEvent: (event: LabEvent) => void) => void;
  /** Rejects with a WorldError when the service ends although nobody asked for it; never resolves. */
  readonly failed: Promise<never>;
  /** Ends everything that was started. */
  readonly stop: () => Promise<void>;
}

const connectLimitMs = 60_000;

/**
 * Starts a private Redis, the simulated lab and Slack, and the service as a child process that knows nothing of being in
 * a simulated world. Resolves when the service is connected to Slack. Everything listens on loopback.
 *
 * @throws {WorldError} where another world uses the directory, or the service does not start
 * @throws {PrivateRedisError} where no Redis can be had
 */
export async function startWorld(options: WorldOptions): Promise<World> {
  const stops: (() => unknown)[] = [];
  const stop = async (): Promise<void> => {
    for (const end of stops.splice(0).toReversed()) await end();
  };
  try {
    return await build(options, stops, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function build(
  { fresh, speed, tell, ...options }: WorldOptions,
  stops: (() => unknown)[],
  stop: () => Promise<void>,
): Promise<World> {
  const directory = resolve(options.directory);
  const historyFile = join(directory, "lab.json");
  const logFile = join(directory, "service.log");
  mkdirSync(directory, { recursive: true });

  const redis = await openDemoRedis({ directory, fresh, tell });
  stops.push(() => redis.stop());
  tell(`Redis         ${redis.url}, a private one`);

  if (fresh) rmSync(historyFile, { force: true });
  let history = readHistory(historyFile) ?? firstHistory(Date.now());
  const continued = wasPlayed(history);
  const lab = await startLabOn(history.port);
  stops.push(() => lab.stop());
  history = { ...history, port: Number(new URL(lab.baseUrl).port) };
  writeHistory(historyFile, history);
  lab.putAll(replayHistory(history, lab.baseUrl));
  tell(`Lab           ${lab.baseUrl}, simulated, with ${lab.size} test executions of earlier builds`);

  const slack = await startSlackSimulator({ workspaces: [demoWorkspace] });
  stops.push(() => slack.stop());
  tell(`Slack         ${slack.baseUrl}, simulated`);

  const service = startService({
    logFile,
    environment: {
      PERFECTO_URL: lab.baseUrl,
      PERFECTO_SECURITY_TOKEN: lab.token,
      SLACK_BOT_TOKEN: slack.botToken(),
      SLACK_APP_TOKEN: slack.app.appToken,
      SLACK_API_URL: slack.apiUrl,
      REDIS_URL: redis.url,
      HOST: "127.0.0.1",
      PORT: "0",
      ...serviceCadence(speed),
    },
  });
  const ending = { asked: false };
  stops.push(() => {
    ending.asked = true;
    return service.stop();
  });
  const failed = whenFailed(service, ending, logFile);
  await Promise.race([untilConnected(slack, logFile), failed]);
  tell("perfecto-bot  the real service, connected to both");

  return {
    lab,
    slack,
    continued,
    logFile,
    play(onEvent) {
      const play = playLab({
        lab,
        seed: demoSeed,
        speed,
        pastBuilds: 0,
        onEvent(event) {
          if (event.kind === "build started") {
            const { job, number, atMs: startMs } = event;
            history = addBuild(history, { job, number, startMs, speed });
            writeHistory(historyFile, history);
          }
          onEvent(event);
        },
      });
      stops.push(() => play.stop());
    },
    failed,
    stop,
  };
}

/** On the port of last time, so that links in older messages still lead there; on another where that one is taken. */
async function startLabOn(port: number): Promise<LabSimulator> {
  return startLabSimulator({ port }).catch(() => startLabSimulator());
}

function whenFailed(service: RunningService, ending: { readonly asked: boolean }, logFile: string): Promise<never> {
  const failed = neverUnlessFailed(service, ending, logFile);
  // Whoever waits for it hears of it; nobody has to.
  failed.catch(() => undefined);
  return failed;
}

async function neverUnlessFailed(
  service: RunningService,
  ending: { readonly asked: boolean },
  logFile: string,
): Promise<never> {
  const code = await service.ended;
  if (ending.asked) return new Promise(() => undefined);
  throw serviceError(`The service ended by itself (exit code ${code ?? "unknown"})`, logFile);
}

async function untilConnected(slack: SlackSimulator, logFile: string): Promise<void> {
  const patienceUntil = performance.now() + connectLimitMs;
  while (slack.socketMode.connected === 0) {
    if (performance.now() > patienceUntil)
      throw serviceError(`The service did not connect to Slack within ${connectLimitMs / 1000} seconds`, logFile);
    await wait(50);
  }
}

function serviceError(what: string, logFile: string): WorldError {
  const tail = readLogTail(logFile, 12).map((line) => `  ${line}`);
  const words = tail.length === 0 ? ["Its log is empty."] : ["The end of its log:", ...tail];
  return new WorldError("service-failed", [`${what}.`, ...words, `The whole log: ${logFile}`].join("\n"));
}
