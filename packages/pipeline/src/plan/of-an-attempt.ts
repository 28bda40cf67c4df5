import type { Filter, FilterKey } from "@perfecto-bot/domain";

/** What may differ from one attempt of a test to the next: the one that took a failure back may have none of it. */
const OF_AN_ATTEMPT: ReadonlySet<FilterKey> = new Set<FilterKey>([
  "status",
  "reason",
  "device",
  "platform",
  "model",
  "os",
  "browser",
  "is",
]);

/** A filter without what may differ from one attempt of a test to the next: all that it lets through of a test is together. */
export function withoutAttempts(filter: Filter): Filter {
  return filter.filter(({ key }) => !OF_AN_ATTEMPT.has(key));
}
