import type { Clock } from "@perfecto-bot/pipeline";
import type { NamesVerdict } from "./judge-names-together.ts";

/** What a client knows of several job names in one request, and when it looks again. */
export interface NamesTrial {
  readonly shareRequests: () => boolean;
  /** Starts a comparison where one is due; false while another is under way. Every true is ended by `end`. */
  readonly begin: () => boolean;
  /** Undefined where the comparison itself failed. */
  readonly end: (verdict: NamesVerdict | undefined) => void;
}

const againAfterMs = 600_000;
const afterFailureMs = 60_000;

/**
 * Unproven, several names share a request; disproved, each has its own. Both are looked at again after ten minutes: the
 * first may have lacked data, the second costs twenty times the requests and deserves a second look. Proven is proven.
 * A comparison that failed is made again after a minute.
 */
export function createNamesTrial(now: Clock): NamesTrial {
  let known: NamesVerdict["verdict"] = "undecided";
  let nextAtMs = -Infinity;
  let underWay = false;
  return {
    shareRequests: () => known !== "broken",
    begin: () => {
      if (known === "alternatives" || underWay || now() < nextAtMs) return false;
      underWay = true;
      return true;
    },
    end: (verdict) => {
      underWay = false;
      nextAtMs = now() + (verdict ? againAfterMs : afterFailureMs);
      if (verdict && verdict.verdict !== "undecided") known = verdict.verdict;
    },
  };
}
