import { formatDuration, type Command } from "@perfecto-bot/domain";
import type { Block, Line } from "../card.ts";
import { text } from "../line.ts";
import { safeLine } from "./execution-words.ts";
import { grouped, sayCount } from "./say-numbers.ts";

const ALL_UP_TO = 20;
const FIRST = 15;
const AROUND_FAILURE = 5;
const LONGEST_NAME = 100;
const SIGNS: Readonly<Record<Command["status"], string>> = { SUCCESS: "✓", FAILURE: "✗", UNKNOWN: "?" };

/**
 * The commands of a test, numbered: all of up to twenty, else the first fifteen and five around the one that failed, or
 * the last five. What is left out is counted in its place. Undefined where there are none.
 */
export function commandList(commands: readonly Command[]): Extract<Block, { readonly kind: "list" }> | undefined {
  if (commands.length === 0) return undefined;
  const failed = commands.filter(({ status }) => status === "FAILURE").length;
  const title = `Commands (${grouped(commands.length)}${failed === 0 ? "" : `, ${grouped(failed)} failed`})`;
  return { kind: "list", title, rows: commandRows(commands), weight: "core" };
}

function commandRows(commands: readonly Command[]): readonly Line[] {
  const row = (command: Command, index: number): Line => [text(commandWords(command, index + 1))];
  if (commands.length <= ALL_UP_TO) return commands.map(row);
  const from = tailStart(commands);
  const to = from + AROUND_FAILURE;
  return [
    ...commands.slice(0, FIRST).map(row),
    ...gap(from - FIRST),
    ...commands.slice(from, to).map((command, index) => row(command, from + index)),
    ...gap(commands.length - to),
  ];
}

/** Where the five rows behind the first ones begin: two of them come after the command that failed last. */
function tailStart(commands: readonly Command[]): number {
  const last = commands.length - AROUND_FAILURE;
  const failing = commands.findLastIndex(({ status }) => status === "FAILURE");
  if (failing < FIRST) return last;
  return Math.max(FIRST, Math.min(last, failing - 2));
}

function gap(count: number): readonly Line[] {
  return count > 0 ? [[text(`… ${sayCount(count, "other command")}`)]] : [];
}

/** "12 ✗ Tap on Pay · 30 s". */
function commandWords(command: Command, number: number): string {
  const { startedAtMs, endedAtMs, status } = command;
  const name = safeLine(command.name, LONGEST_NAME) || "Unnamed command";
  const tookMs = startedAtMs === undefined || endedAtMs === undefined ? -1 : endedAtMs - startedAtMs;
  const took = tookMs < 0 ? "" : ` · ${tookMs < 10_000 ? `${(tookMs / 1000).toFixed(1)} s` : formatDuration(tookMs)}`;
  return `${number} ${SIGNS[status]} ${name}${took}`;
}
