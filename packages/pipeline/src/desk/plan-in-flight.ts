import { coversJob, parseBuildKey, type Subscription } from "@perfecto-bot/domain";
import type { DeskParts } from "./desk-parts.ts";
import { planAnew } from "./plan-anew.ts";

/** Plans the builds in flight that these subscriptions cover: nothing of them may change for a while. */
export async function planInFlight(
  parts: Pick<DeskParts, "pictures" | "schedule" | "signals" | "now">,
  subscriptions: readonly Subscription[],
): Promise<void> {
  for (const key of await parts.pictures.openBuilds()) {
    const ref = parseBuildKey(key);
    if (subscriptions.some(({ lab, job }) => lab === ref?.lab && coversJob(job, ref.job))) await planAnew(parts, key);
  }
}
