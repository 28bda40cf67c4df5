import type { GeneratedLab, TrueBuild } from "./generate/timeline.ts";
import type { Product } from "./product.ts";
import { ratioOf, type Ratio } from "./ratio.ts";
import { scoreCauses } from "./score-causes.ts";
import { scoreFailuresCalled, scoreMentions } from "./score-mentions.ts";
import { scoreOnlyOn } from "./score-only-on.ts";
import { buildWords, caseWords, indexTruth, type TruthIndex } from "./truth-index.ts";

/** What the product made of a lab against the truth. Undefined: the product does not say such a thing yet. */
export interface Scores {
  readonly buildsFound: Ratio;
  readonly buildsReal: Ratio;
  readonly mentionsRight: Ratio;
  /** Mentions nobody could have held back. In no other score. */
  readonly mentionsOpen: Ratio;
  readonly failuresCalled: Ratio;
  readonly changesRight: Ratio | undefined;
  readonly changesFound: Ratio | undefined;
  readonly causesReal: Ratio;
  readonly causesFound: Ratio;
  readonly flakyReal: Ratio;
  readonly flakyFound: Ratio;
  readonly brokenSuspected: Ratio | undefined;
  readonly healthyTrusted: Ratio | undefined;
  readonly onlyOnNamed: Ratio;
  readonly onlyOnSilent: Ratio;
  /** Builds nobody could tell right, with how many came out as in truth all the same. In no other score. */
  readonly undecidable: Ratio;
}

/** Scores one lab. Pure. */
export function scoreLab(lab: GeneratedLab, product: Product): Scores {
  const truth = indexTruth(lab);
  const causes = scoreCauses(lab, product, truth);
  return {
    ...scoreBuilds(lab, product, truth),
    ...scoreMentions(product, truth),
    failuresCalled: scoreFailuresCalled(lab, product),
    ...scoreChanges(product, truth),
    causesReal: causes.precision,
    causesFound: causes.recall,
    ...scoreFlaky(product, truth),
    ...scoreSuspects(lab, product),
    ...scoreOnlyOn(lab, product),
  };
}

function scoreBuilds(lab: GeneratedLab, { builds }: Product, truth: TruthIndex) {
  const found = new Set(builds.map(({ executionIds }) => groupKey(executionIds)));
  const real = new Set(lab.builds.map(membersKey));
  const isFound = (build: TrueBuild): boolean => found.has(membersKey(build));
  const judged = builds.filter(({ executionIds }) => [...executionIds].every((id) => isDecidable(truth, id)));
  return {
    buildsFound: ratioOf(lab.builds.filter(decidable), isFound, buildWords),
    buildsReal: ratioOf(
      judged,
      ({ executionIds }) => real.has(groupKey(executionIds)),
      ({ key }) => key,
    ),
    undecidable: ratioOf(
      lab.builds.filter((build) => !decidable(build)),
      isFound,
      buildWords,
    ),
  };
}

function scoreChanges({ changes }: Product, truth: TruthIndex) {
  if (changes === undefined) return { changesRight: undefined, changesFound: undefined };
  const asked = [...truth].filter(([, place]) => place.decides && decidable(place.build) && place.case.change);
  const told = asked.map(([id, place]) => ({ place, is: place.case.change, told: changes.get(id) ?? "same" }));
  const right = ({ is, told: said }: (typeof told)[number]): boolean => is === said;
  const words = (one: (typeof told)[number]): string => `${caseWords(one.place)}: ${one.is}, not ${one.told}`;
  return {
    changesRight: ratioOf(
      told.filter((one) => one.told !== "same"),
      right,
      words,
    ),
    changesFound: ratioOf(
      told.filter(({ is }) => is !== "same"),
      right,
      words,
    ),
  };
}

function scoreFlaky({ results }: Product, truth: TruthIndex) {
  const called = new Set(results.flatMap(({ flaky, decidedBy }) => (flaky ? [decidedBy] : [])));
  const places = [...truth].filter(([, { build }]) => decidable(build));
  return {
    flakyReal: ratioOf(
      places.filter(([id]) => called.has(id)),
      ([, place]) => place.decides && place.case.flaky,
      ([, place]) => caseWords(place),
    ),
    flakyFound: ratioOf(
      places.filter(([, place]) => place.decides && place.case.flaky),
      ([id]) => called.has(id),
      ([, place]) => caseWords(place),
    ),
  };
}

function scoreSuspects({ devices, brokenDevices }: GeneratedLab, { suspects }: Product) {
  if (suspects === undefined) return { brokenSuspected: undefined, healthyTrusted: undefined };
  const healthy = [...devices].filter((id) => !brokenDevices.has(id));
  return {
    brokenSuspected: ratioOf([...brokenDevices], (id) => suspects.has(id), String),
    healthyTrusted: ratioOf(healthy, (id) => !suspects.has(id), String),
  };
}

function decidable({ undecidable }: TrueBuild): boolean {
  return undecidable === undefined;
}

function isDecidable(truth: TruthIndex, id: string): boolean {
  const place = truth.get(id);
  return place === undefined || decidable(place.build);
}

function membersKey({ cases }: TrueBuild): string {
  return groupKey(cases.flatMap(({ attempts }) => attempts.map(({ executionId }) => executionId)));
}

function groupKey(ids: Iterable<string>): string {
  return [...ids].toSorted().join();
}
