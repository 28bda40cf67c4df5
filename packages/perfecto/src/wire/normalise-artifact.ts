import type { Artifact } from "@perfecto-bot/domain";
import { asRecord } from "./as-record.ts";
import { asText } from "./as-text.ts";
import { normaliseLink } from "./normalise-link.ts";
import { omitUndefined } from "./omit-undefined.ts";
import type { WireContext } from "./wire-context.ts";

/** One entry of `artifacts`, or undefined where it has no link that may be shown. Types are an open set, upper case. */
export function normaliseArtifact(raw: unknown, context: WireContext): Artifact | undefined {
  const artifact = asRecord(raw);
  if (!artifact) {
    context.note("shape");
    return undefined;
  }
  const url = normaliseLink(artifact["path"], context);
  if (url === undefined) return undefined;
  const type = asText(artifact["type"])?.trim().toUpperCase() ?? "UNKNOWN";
  return omitUndefined({ type, url, fileName: asText(artifact["fileName"]) });
}
