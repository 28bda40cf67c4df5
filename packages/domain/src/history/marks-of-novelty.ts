import type { TestOutcome } from "../build/test-results.ts";
import type { ResultMark } from "../filter.ts";
import type { Novelty } from "./novelty.ts";

/** What `is:` finds a result by. What was never seen before is new. */
export function marksOfNovelty(outcome: TestOutcome, novelty: Novelty | undefined): readonly ResultMark[] {
  if (outcome === "flaky") return ["flaky"];
  switch (novelty?.kind) {
    case "new":
    case "first-seen":
      return ["new"];
    case "known":
      return ["known"];
    case "recovered":
      return ["recovered"];
    case "flaky":
    case "blocked":
    case "none":
    case undefined:
      return [];
  }
}
