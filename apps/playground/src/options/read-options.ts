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
      "Shows perfecto-bot at work: a simulated device lab, a simulated Slack, and the real service between them.\nNeeds no accounts. Ends with Ctrl-C.",
    )
    .option("--for <duration>", "end by itself after this long, such as 60s or 5m", readDuration)
    .option("--speed <n>", `how many times faster than a real lab, 1 to ${fastest}`, readSpeed, defaultSpeed)
    .option("--fresh", "start over: forget subscriptions, messages and builds of the last demo")
    .option("--data <dir>", "where the demo keeps its data (default: .data/demo of the project)")
    .helpOption("-h, --help", "show this")
    .configureOutput({ writeOut: show.out, writeErr: show.err })
    .exitOverride()
    .parse(words, { from: "user" });
  const {
    for: forMs,
    speed,
    fresh,
    data,
  } = command.opts<{
    readonly for?: number;
    readonly speed: number;
    readonly fresh?: true;
    readonly data?: string;
  }>();
  return {
    ...(forMs === undefined ? {} : { forMs }),
    speed,
    fresh: fresh === true,
    directory: data ?? join(root, ".data/demo"),
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
