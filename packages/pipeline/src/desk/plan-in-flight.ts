import { coversJob, parseBuildKey, type Subscription } from "@perfecto-bot/domain";
import type { DeskParts } from "./desk-parts.ts";

/** Plans the builds in flight that these subscriptions cover: nothing of them may change for a while. */
export async function planInFlight(
  { pictures, signals }: Pick<DeskParts, "pictures" | "signals">,
  subscriptions: readonly Subscription[],
): Promise<void> {
  for (const key of await pictures.openBuilds()) {
    const ref = parseBuildKey(key);
    if (subscriptions.some(({ lab, job }) => lab === ref?.lab && coversJob(job, ref.job))) await signals.plan(key);
  }
}
