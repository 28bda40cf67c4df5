import { judgeClock, type SharedClock } from "@perfecto-bot/store";
import type { Log } from "./log.ts";

/** Compares the machine's clock with that of Redis, and says once when they come to be far apart, and when they agree again. */
export function compareClocks(
  clock: Pick<SharedClock, "measure">,
  log: Pick<Log, "warn" | "info">,
): () => Promise<void> {
  let apart = false;
  return async () => {
    const reading = await clock.measure();
    const finding = judgeClock(reading);
    if (finding !== undefined && !apart) log.warn(reading, `${finding.message} ${finding.todo}`);
    if (finding === undefined && apart) log.info(reading, "the clocks of this machine and of Redis agree again");
    apart = finding !== undefined;
  };
}
