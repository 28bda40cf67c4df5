import type { Plan } from "../plan/plan-build.ts";

/** Why a build was or was not spoken of, by the planner's reason; each completes "…, because". */
const REASON_WORDS: Readonly<Record<Plan["reason"], string>> = {
  "no-subscription": "no subscription here covers this job",
  paused: "the subscriptions here that cover this job are paused",
  "ended-before-subscription": "it ended before the subscription here began",
  "no-match": "none of its tests matches the subscription's filter",
  "posted-before": "it was spoken of before",
  "every-build": "the subscription asks for every build",
  "has-failures": "it has failures that no retry took back",
  "never-reported": "CI announced it and nothing was ever reported",
  "newly-failing": "it fails and the build before did not",
  recovered: "it passed and the build before failed",
  muted: "everything in it is muted here",
  "no-failure-yet":
    "it has no failure to show (flaky tests and tests that could not run are none), and the subscription asks for failures",
  "retry-may-come":
    "what failed in it may be tried again, as builds of this job do, and the subscription asks for failures",
  "no-result-yet": "there is no result yet",
  "same-verdict-as-before": "its verdict does not differ from the build before, and the subscription asks for changes",
  "verdict-not-known-yet": "its verdict is not known yet, and the subscription asks for changes",
};

const YET: ReadonlySet<Plan["reason"]> = new Set([
  "no-failure-yet",
  "retry-may-come",
  "no-result-yet",
  "verdict-not-known-yet",
]);

/** What a build's explanation starts with. `unposted`: the plan as it would be if nothing had been posted. */
export function reasonSentence({
  plan,
  unposted,
  isFinal,
  wasRead,
}: {
  readonly plan: Plan;
  readonly unposted: Plan;
  readonly isFinal: boolean;
  /** Nobody looked at this build on this conversation's behalf. */
  readonly wasRead: boolean;
}): string {
  const because = REASON_WORDS[unposted.reason];
  const speaks = unposted.messages.length > 0;
  if (plan.reason === "posted-before")
    return speaks ? `posted here, because ${because}` : "posted here, and kept up to date";
  if (!speaks) return `not posted here${!isFinal && YET.has(plan.reason) ? " yet" : ""}, because ${because}`;
  return wasRead ? `to be posted here, because ${because}` : `not read yet; to be posted here, because ${because}`;
}
