import type { BuildKey } from "@perfecto-bot/domain";
import type { DeskParts } from "./desk-parts.ts";

/** Has a build planned by the workers: it is due, so that a lost signal only delays it. */
export async function planAnew(
  { schedule, signals, now }: Pick<DeskParts, "schedule" | "signals" | "now">,
  key: BuildKey,
): Promise<void> {
  await schedule.dueBy("plan", key, now());
  await signals.plan(key);
}
