import type { Video } from "@perfecto-bot/domain";
import { asRecord } from "./as-record.ts";
import { normaliseLink } from "./normalise-link.ts";
import { normaliseSpan } from "./normalise-span.ts";
import { omitUndefined } from "./omit-undefined.ts";
import type { WireContext } from "./wire-context.ts";

/**
 * One entry of `videos`, or undefined where it holds nothing to show. Its link is `downloadUrl`, a file that browsers
 * play; `streamingUrl` needs a streaming player and is left alone, as by every known client.
 */
export function normaliseVideo(raw: unknown, context: WireContext): Video | undefined {
  const video = asRecord(raw);
  if (!video) {
    context.note("shape");
    return undefined;
  }
  const { startedAtMs, endedAtMs } = normaliseSpan(video, context);
  const url = normaliseLink(video["downloadUrl"], context);
  if (startedAtMs === undefined && endedAtMs === undefined && url === undefined) return undefined;
  return omitUndefined({ startedAtMs, endedAtMs, url });
}
