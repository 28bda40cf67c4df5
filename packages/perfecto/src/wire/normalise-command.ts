import type { Command } from "@perfecto-bot/domain";
import { asList } from "./as-list.ts";
import { asRecord } from "./as-record.ts";
import { asText } from "./as-text.ts";
import { normaliseLink } from "./normalise-link.ts";
import { normaliseSpan } from "./normalise-span.ts";
import { omitUndefined } from "./omit-undefined.ts";
import type { WireContext } from "./wire-context.ts";

/**
 * One command of the commands report, or undefined for what is no object. Its `parameters`, `expectedData` and
 * `resultData` are not read: they hold what the test typed, passwords included.
 */
export function normaliseCommand(raw: unknown, step: string | undefined, context: WireContext): Command | undefined {
  const command = asRecord(raw);
  if (!command) {
    context.note("shape");
    return undefined;
  }
  const screenshots: string[] = [];
  for (const entry of asList(command["screenshots"], context)) {
    const link = normaliseLink(entry, context);
    if (link !== undefined) screenshots.push(link);
  }
  return omitUndefined({
    name: asText(command["name"]) ?? "Unnamed command",
    status: normaliseStatus(command["status"], context),
    step,
    message: asText(command["message"]),
    ...normaliseSpan(command, context),
    screenshots,
  });
}

function normaliseStatus(value: unknown, context: WireContext): Command["status"] {
  const status = asText(value)?.trim().toUpperCase();
  if (status === "SUCCESS" || status === "FAILURE") return status;
  if (status !== undefined && status !== "UNKNOWN") context.note("status");
  return "UNKNOWN";
}
