import { join, relative } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { buildPage } from "./build-page.ts";
import { type DrawnLine, line, span } from "./draw/drawn-line.ts";
import { showWorld } from "./feed/show-world.ts";
import type { DemoOptions } from "./options/read-options.ts";
import type { Screen } from "./screen/screen.ts";
import { startServer } from "./server/start-server.ts";
import { choosePagePort } from "./world/choose-page-port.ts";
import { startWorld, type WorldOptions } from "./world/start-world.ts";
import type { World } from "./world/world.ts";

/**
 * Starts the world and the page, shows where it is, and ends it all when `ended` resolves or its time is over.
 * @throws {WorldError} where it could not start, or its service failed
 * @throws {PrivateRedisError} where no Redis can be had
 * @throws {PageBuildError} where the page cannot be built
 */
export async function runDemo(options: DemoOptions, screen: Screen, ended: Promise<unknown>): Promise<void> {
  // Known before anything is started.
  const port = await choosePagePort(options.port);
  screen.say(greeting(options));
  const started = await startParts(options, screen, ended);
  if (started === undefined) return;
  const { world, page } = started;
  try {
    const server = await startServer({ world, page, port });
    try {
      screen.say(invitation(server.url, world));
      await Promise.race([timeOver(options.forMs), world.failed, ended]);
    } finally {
      screen.flush();
      await server.stop();
    }
  } finally {
    await world.stop();
  }
  screen.say(farewell(world));
}

/** The world, and the folder of the page, which is built meanwhile. Undefined where it was ended before they were there. */
async function startParts(
  options: DemoOptions,
  screen: Screen,
  ended: Promise<unknown>,
): Promise<{ readonly world: World; readonly page: string } | undefined> {
  const tell = (words: string): void => screen.say([{ ...line(span(words, "dim")), prefix: "  " }]);
  const onParts: WorldOptions["onParts"] = (parts) => {
    screen.title();
    showWorld(parts, screen);
  };
  const world = startWorld({
    ...options,
    environment: process.env,
    tell,
    ...(options.terminal ? { onParts } : {}),
  });
  const page = buildPage({
    directory: join(options.directory, "page"),
    tell: (words) => tell(`Page     ${words}`),
  });
  const parts = Promise.all([world, page]);
  try {
    const [startedWorld, builtPage] = (await Promise.race([parts, ended.then(() => undefined)])) ?? [];
    if (startedWorld !== undefined && builtPage !== undefined) return { world: startedWorld, page: builtPage };
    await endLate(world, parts);
    return undefined;
  } catch (error) {
    await endLate(world, parts);
    throw error;
  }
}

/** What has started by the time it is ready ends at once. */
async function endLate(world: Promise<World>, parts: Promise<unknown>): Promise<void> {
  await world.then((late) => late.stop()).catch(() => undefined);
  await parts.catch(() => undefined);
}

/** For ever where there is no limit. */
async function timeOver(forMs: number | undefined): Promise<void> {
  if (forMs === undefined) await new Promise<never>(() => undefined);
  else await wait(forMs);
}

function greeting({ speed, simulated }: DemoOptions): readonly DrawnLine[] {
  return [
    line(span("perfecto-bot demo", "bold")),
    ...(Object.values(simulated).every(Boolean)
      ? [
          line(
            "All that you see is simulated: the lab, Slack, Teams, and the people in them. Only the bot itself is real.",
          ),
        ]
      : []),
    ...(simulated.lab ? [line(`The lab plays ${speed} times faster than a real one.`)] : []),
    line(""),
    line(span("Starting", "bold")),
  ];
}

function invitation(url: string, { continued }: World): readonly DrawnLine[] {
  return [
    line(""),
    line(continued ? "The last demo goes on. Open this page:" : "Ready. Open this page:"),
    line(""),
    { ...line(span(url, "bold", "cyan")), prefix: "    " },
    line(""),
    line("Press Ctrl-C to end."),
  ];
}

function farewell({ logFile }: World): readonly DrawnLine[] {
  return [
    line(""),
    line("Ended, with everything that was started. The next start goes on from here; --fresh starts over."),
    line(span(`The service's log: ${relative(process.cwd(), logFile)}`, "dim")),
  ];
}
