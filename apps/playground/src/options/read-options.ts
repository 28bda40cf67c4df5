import { join } from "node:path";
import { parseDuration } from "@perfecto-bot/domain";
import { Command, InvalidArgumentError } from "commander";

/** What the demo was asked for. */
export interface DemoOptions {
  /** After how long it ends by itself, in milliseconds; undefined: at Ctrl-C only. */
  readonly forMs?: number;
  /** How many times faster than a real lab it plays. */
  readonly speed: number;
  readonly fresh: boolean;
  /** The directory of everything that lasts. */
  readonly directory: string;
  /** Where the page has to be; undefined: at 4400, or at the next port that is free. */
  readonly port?: number;
  /** Whether the terminal shows what happens as well. */
  readonly terminal: boolean;
  /** Which kinds are simulated; the others are the real ones that the environment names. */
  readonly simulated: { readonly lab: boolean; readonly slack: boolean; readonly teams: boolean };
}

const defaultSpeed = 12;
const fastest = 60;
const durationBounds = { leastMs: 1_000, mostMs: 7 * 86_400_000 };

/**
 * Reads the arguments after the script's name.
 * @throws {CommanderError} with its exit code, after help or a mistake was shown
 */
export function readOptions(
  words: readonly string[],
  root: string,
  show: { readonly out: (text: string) => void; readonly err: (text: string) => void },
): DemoOptions {
  const command = new Command("demo")
    .description(
      "Shows perfecto-bot at work on a page of this machine: a simulated device lab, a simulated Slack, a simulated Teams,\nand the real service between them. Needs no accounts. Ends with Ctrl-C.",
    )
    .option("--port <n>", "where the page is (default: 4400, or the next that is free)", readPort)
    .option("--speed <n>", `how many times faster than a real lab, 1 to ${fastest}`, readSpeed, defaultSpeed)
    .option("--fresh", "start over: forget subscriptions, messages and builds of the last demo")
    .option("--terminal", "show the lab and Slack in the terminal as well")
    .option("--for <duration>", "end by itself after this long, such as 60s or 5m", readDuration)
    .option("--data <dir>", "where the demo keeps its data (default: .data/demo of the project)")
    .option("--no-lab", "ask a real lab, the one that PERFECTO_… of the environment name")
    .option("--no-slack", "connect the real workspace that SLACK_… of the environment name")
    .option("--no-teams", "connect the real Teams app that MICROSOFT_APP_… of the environment name")
    .helpOption("-h, --help", "show this")
    .configureOutput({ writeOut: show.out, writeErr: show.err })
    .exitOverride()
    .parse(words, { from: "user" });
  const {
    for: forMs,
    port,
    speed,
    fresh,
    terminal,
    data,
    lab,
    slack,
    teams,
  } = command.opts<{
    readonly for?: number;
    readonly port?: number;
    readonly speed: number;
    readonly fresh?: true;
    readonly terminal?: true;
    readonly data?: string;
    readonly lab: boolean;
    readonly slack: boolean;
    readonly teams: boolean;
  }>();
  return {
    ...(forMs === undefined ? {} : { forMs }),
    ...(port === undefined ? {} : { port }),
    speed,
    fresh: fresh === true,
    terminal: terminal === true,
    directory: data ?? join(root, ".data/demo"),
    simulated: { lab, slack, teams },
  };
}

function readDuration(text: string): number {
  const parsed = parseDuration(text, durationBounds);
  if (parsed.kind === "understood") return parsed.ms;
  throw new InvalidArgumentError(`${parsed.mistake.message}.`);
}

function readSpeed(text: string): number {
  const speed = Number(text);
  if (text.trim() !== "" && speed >= 1 && speed <= fastest) return speed;
  throw new InvalidArgumentError(`give a number from 1 to ${fastest}.`);
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port;
  throw new InvalidArgumentError("give a number from 1 to 65535.");
}
