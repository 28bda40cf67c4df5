import { describeSetAside, type OnSetAside } from "@perfecto-bot/pipeline";
import type { Log } from "./log.ts";

/** So many values are told apart; beyond them the log and the count say nothing new. */
const MOST_NOTED = 10_000;

/** Notes each stored value that cannot be read once, however often it is met: in the log, and to `count`. */
export function noteSetAside(log: Pick<Log, "warn">, count: OnSetAside): OnSetAside {
  const noted = new Set<string>();
  return (value) => {
    if (noted.has(value.key) || noted.size >= MOST_NOTED) return;
    noted.add(value.key);
    log.warn(value, describeSetAside(value));
    count(value);
  };
}
