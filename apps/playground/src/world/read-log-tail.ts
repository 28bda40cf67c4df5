import { readFileSync } from "node:fs";
import { parseLogLine } from "./follow-log.ts";

/** The last lines of the service's log in readable form; empty where it wrote none. */
export function readLogTail(file: string, count: number): readonly string[] {
  const lines = readFileSync(file, "utf8").trimEnd().split("\n");
  return lines
    .filter((line) => line.trim() !== "")
    .slice(-count)
    .map(readableLogLine);
}

const LEVELS: Readonly<Record<number, string>> = { 20: "debug", 30: "info", 40: "warn", 50: "error", 60: "fatal" };

/** A JSON line of the service's log as "error: message (details)"; any other line as it is. */
export function readableLogLine(line: string): string {
  const { level, msg, time: _time, ...rest } = parseLogLine(line) ?? {};
  if (typeof level !== "number" || typeof msg !== "string") return line;
  const details = Object.entries(rest).map(
    ([name, value]) => `${name}: ${typeof value === "string" ? value : JSON.stringify(value)}`,
  );
  return `${LEVELS[level] ?? level}: ${msg}${details.length === 0 ? "" : ` (${details.join(", ")})`}`;
}
