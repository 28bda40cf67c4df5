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

const afterDisproofMs = 600_000;
const undecidedForMs = 60_000;

/**
 * Unproven, several names share a request; disproved, each has its own. The first is looked at again after a minute, since
 * it may have lacked data and nobody should wait long for a build on a lab that reads names otherwise; so is a comparison
 * that failed. The second costs twenty times the requests and deserves a second look after ten minutes. Proven is proven.
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
      nextAtMs = now() + (verdict?.verdict === "broken" ? afterDisproofMs : undecidedForMs);
      if (verdict && verdict.verdict !== "undecided") known = verdict.verdict;
    },
  };
}
