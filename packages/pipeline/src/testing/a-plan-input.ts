import { judgeMutes, recordedResults, type BuildPicture, type Mute } from "@perfecto-bot/domain";
import { aPicture, aSubscription, CHANNEL } from "@perfecto-bot/domain/testing";
import { marksBy, NO_FACTS } from "../plan/build-facts.ts";
import type { PlanInput } from "../plan/planner.ts";
import type { LabLinks } from "../ports/lab.ts";
import type { LedgerSummary } from "../ports/ledger.ts";
import type { FinishedBuild } from "../ports/picture-store.ts";

/** Links of a lab that is called acme. */
const LINKS: LabLinks = {
  build: ({ job }) => `https://acme.example/library/${encodeURIComponent(job ?? "session")}`,
  execution: (id) => `https://acme.example/execution/${id}`,
};

/** What may differ from {@link aPlanInput}. */
export type PlanInputOverrides = Partial<Omit<PlanInput, "mutes">> & { readonly mutes?: readonly Mute[] };

/** What planning looks at: one subscription to the picture's job, nothing muted, nothing posted, no history. */
export function aPlanInput(picture: BuildPicture = aPicture(), overrides: PlanInputOverrides = {}): PlanInput {
  const { mutes = [], facts = NO_FACTS, ...rest } = overrides;
  return {
    picture,
    conversation: CHANNEL,
    subscriptions: [aSubscription()],
    mutes: judgeMutes(recordedResults(picture), mutes, marksBy(facts)),
    ledger: new Map(),
    history: [],
    facts,
    links: LINKS,
    quietPeriodMs: 180_000,
    ...rest,
  };
}

/** A ledger that posted these messages. */
export function aLedger(...names: readonly string[]): ReadonlyMap<string, LedgerSummary> {
  return new Map(
    names.map((name) => [
      name,
      { name, state: "posted" as const, contentHash: "h", progress: false, reason: "settled" },
    ]),
  );
}

/** An earlier final build of the job Nightly, one with a higher number later; it passed unless so many tests failed. */
export function aFinishedBuild(number: number, failed = 0, overrides: Partial<FinishedBuild> = {}): FinishedBuild {
  return {
    key: `j/acme/Nightly//${number}`,
    job: "Nightly",
    number,
    label: `#${number}`,
    verdict: failed > 0 ? "failed" : "passed",
    failed,
    total: 120,
    startedAtMs: number,
    endedAtMs: number,
    finalAtMs: number,
    ...overrides,
  };
}
