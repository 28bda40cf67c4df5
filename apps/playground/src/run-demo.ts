import { relative } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type DrawnLine, line, span } from "./draw/drawn-line.ts";
import { showWorld } from "./feed/show-world.ts";
import type { DemoOptions } from "./options/read-options.ts";
import type { Screen } from "./screen/screen.ts";
import { typeCommand } from "./type-command.ts";
import { startWorld, type World } from "./world/start-world.ts";

/** What is typed at the first start: all of one job in one channel, and a filter over all jobs in the other. */
const SUBSCRIBE = [
  { user: "quinn", channel: "mobile-qa", text: "subscribe Mobile Banking Regression" },
  { user: "dana", channel: "ios-team", text: "subscribe * os:iOS on:failures" },
];
/** What is typed when an earlier demo goes on: its subscriptions are still there. */
const LOOK = SUBSCRIBE.map((command) => ({ ...command, text: "subscriptions" }));

/**
 * Starts the world, shows it on the screen, and ends it when `ended` resolves or its time is over.
 * @throws {WorldError} where it could not start, or its service failed
 * @throws {PrivateRedisError} where no Redis can be had
 */
export async function runDemo(options: DemoOptions, screen: Screen, ended: Promise<unknown>): Promise<void> {
  screen.say(greeting(options));
  const starting = startWorld({
    ...options,
    tell: (words) => screen.say([{ ...line(span(words, "dim")), prefix: "  " }]),
  });
  const world = await Promise.race([starting, ended.then(() => undefined)]);
  if (world === undefined) {
    // Ended while starting: what has started by then ends as well.
    await starting.then((late) => late.stop()).catch(() => undefined);
    return;
  }
  try {
    await Promise.race([play(world, screen, options), world.failed, ended]);
  } finally {
    screen.flush();
    await world.stop();
  }
  screen.say(farewell(world));
}

/** Lets people and lab act until the time is over; without one, for ever. */
async function play(world: World, screen: Screen, { forMs }: DemoOptions): Promise<void> {
  if (world.continued) screen.say(continuing);
  screen.title();
  const shown = showWorld(world, screen);
  for (const command of world.continued ? LOOK : SUBSCRIBE) {
    shown.typed(command.user, command.channel, `/perfecto ${command.text}`);
    await typeCommand(world.slack, command);
  }
  world.play(shown.labEvent);
  if (forMs === undefined) await new Promise<never>(() => undefined);
  else await wait(forMs);
}

function greeting({ speed }: DemoOptions): readonly DrawnLine[] {
  return [
    line(span("perfecto-bot demo", "bold")),
    line("All that you see is simulated: the device lab, Slack, and the people in it. Only the bot itself is real."),
    line(`The lab runs ${speed} times faster than a real one. Press Ctrl-C to end.`),
    line(""),
    line(span("Starting", "bold")),
  ];
}

const continuing: readonly DrawnLine[] = [
  line(""),
  line("The last demo goes on: the bot remembers its subscriptions and builds. Only Slack's channels begin empty."),
];

function farewell({ logFile }: World): readonly DrawnLine[] {
  return [
    line(""),
    line("Ended, with everything that was started. The next start goes on from here; --fresh starts over."),
    line(span(`The service's log: ${relative(process.cwd(), logFile)}`, "dim")),
  ];
}
