import type { Execution } from "@perfecto-bot/domain";
import { asRecord } from "./as-record.ts";
import { asText } from "./as-text.ts";
import { normaliseExecution } from "./normalise-execution.ts";
import { normaliseStamp } from "./normalise-stamp.ts";
import { omitUndefined } from "./omit-undefined.ts";
import { parseJson } from "./parse-json.ts";
import type { WireContext } from "./wire-context.ts";

/** Whether the lab has finished the videos and files of everything in an answer. */
export type Processing = "complete" | "processing" | "unknown";

/** One page of the executions report, normalised. */
export interface ExecutionsPage {
  readonly executions: readonly Execution[];
  /** How many entries the page held, unusable ones included: tells a full page from a short one. */
  readonly resourceCount: number;
  readonly processing: Processing;
  /** What the lab said of a further page; undefined where it said nothing. */
  readonly truncated: boolean | undefined;
  /** The lab's clock when it answered, epoch ms. */
  readonly labClockMs?: number;
  /** `<cloud>-perfectomobile-com`. */
  readonly tenantId?: string;
  /** The user whose token was sent. */
  readonly tokenOwner?: string;
}

/**
 * Reads one answer of `GET /export/api/{v1,v3}/test-executions`, as text or as parsed JSON. Undefined where it is no
 * such answer: no JSON, no object, or neither `resources` nor `metadata` in it. Never throws.
 * Oddities go to `context.note`.
 */
export function parseExecutionsPage(input: unknown, context: WireContext): ExecutionsPage | undefined {
  const answer = asRecord(typeof input === "string" ? parseJson(input) : input);
  const metadata = asRecord(answer?.["metadata"]);
  const resources = answer?.["resources"] ?? (metadata && []);
  if (!Array.isArray(resources)) return undefined;

  const executions: Execution[] = [];
  for (const resource of resources) {
    const execution = normaliseExecution(resource, context);
    if (execution) executions.push(execution);
  }
  return {
    executions,
    resourceCount: resources.length,
    processing: readProcessing(metadata?.["processingStatus"]),
    truncated: readFlag(metadata?.["truncated"]),
    ...omitUndefined({
      labClockMs: normaliseStamp(metadata?.["createdAt"], context),
      tenantId: asText(metadata?.["tenantId"]),
      tokenOwner: asText(metadata?.["userId"]),
    }),
  };
}

function readProcessing(value: unknown): Processing {
  switch (asText(value)?.trim().toUpperCase() ?? "") {
    case "PROCESSING_COMPLETE":
      return "complete";
    case "PROCESSING":
      return "processing";
    default:
      return "unknown";
  }
}

function readFlag(value: unknown): boolean | undefined {
  if (typeof value === "boolean") return value;
  const text = asText(value)?.trim().toLowerCase();
  return text === "true" || (text === "false" ? false : undefined);
}
