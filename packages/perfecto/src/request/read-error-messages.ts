import { asRecord } from "../wire/as-record.ts";
import { asText } from "../wire/as-text.ts";

/**
 * The messages of an error answer, or undefined where the value is none. Errors are an array of objects with
 * `userMessage`, also with status 200 (https://github.com/PerfectoCode/perfecto-mcp,
 * https://github.com/PerfectoCode/perfecto-cypress-sdk); one such object alone is read the same way.
 */
export function readErrorMessages(value: unknown): readonly string[] | undefined {
  const entries = Array.isArray(value) ? value : [value];
  const messages = entries.flatMap((entry) => asText(asRecord(entry)?.["userMessage"]) ?? []);
  return messages.length > 0 ? messages : undefined;
}
