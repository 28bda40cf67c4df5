import { oneLine } from "./one-line.ts";
import type { Told } from "./told.ts";

/** Fields that say more about what happened, the first there is. */
const DETAILS = ["detail", "error", "because", "todo"] as const;
const ERROR_LEVEL = 50;

/**
 * A warning or an error of the service's log. Its levels are pino's: 40 warns, 50 and above are errors
 * (https://getpino.io/#/docs/api?id=logger-level).
 */
export function describeLogLine(line: Readonly<Record<string, unknown>>, nowMs: number): Told {
  const said = textIn(line, "msg") ?? "something went wrong";
  const detail = DETAILS.map((name) => textIn(line, name)).find((found) => found !== undefined);
  const atMs = typeof line["time"] === "number" ? line["time"] : nowMs;
  const isError = typeof line["level"] === "number" && line["level"] >= ERROR_LEVEL;
  const text = oneLine(detail === undefined ? said : `${said}: ${detail}`, 240);
  return { atMs, actor: "service", kind: "log", text, tone: isError ? "bad" : "normal", fold: `log ${said}` };
}

function textIn(line: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = line[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}
