import {
  countStatuses,
  countWrong,
  groupExecutions,
  heatMap,
  heatMapKey,
  type Execution,
  type FilterKey,
} from "@perfecto-bot/domain";
import { NINE } from "@perfecto-bot/domain/testing";
import type { AnswerFrame } from "../../answers/answer-card.ts";
import { groupsAnswer } from "../../answers/groups-answer.ts";
import type { Card } from "../../card.ts";
import { aFrame } from "./a-frame.ts";
import { CHROME, GALAXY, HOSTILE_NAMES, runsOf } from "./a-lab-history.ts";

const FAILURES = "FAILED or BLOCKED executions of Nightly*, 19 Nov 10:00 to 20 Nov 10:00 CET";

const everywhere = [
  ...runsOf("Pay", "--++-+", 45, { tags: ["checkout", "smoke"] }),
  ...runsOf("Search", "+++-++", 45, { platforms: [GALAXY], tags: ["smoke"] }),
  ...runsOf("Start", "+b++++", 45, { platforms: [CHROME] }),
];
const wrongOnly = everywhere.filter(({ status }) => status !== "PASSED");
const manyTests = Array.from({ length: 18 }, (_, index) => runsOf(`Test ${index + 1}`, index < 9 ? "-+" : "+-", 45));

const platforms = [
  ...["iPhone 15", "iPhone 14", "iPhone 8", "iPad Air"].map((model) => ({ model, maker: "Apple", os: "iOS" })),
  ...["Galaxy S23", "Galaxy A54", "Galaxy Tab_S9"].map((model) => ({ model, maker: "Samsung", os: "Android" })),
].map((platform) => ({ kind: "device", ...platform }) as const);

/** These tests in four builds on every platform; each is worse than the one before, and the phones more than the tablets. */
function onEveryPlatform(tests: readonly string[]): readonly Execution[] {
  return tests.flatMap((name, test) =>
    platforms.flatMap((platform, at) => {
      const wrong = Math.max(0, 4 - Math.abs((test % 9) - at) - (test % 2));
      const results = `${"-".repeat(Math.ceil(wrong / 2))}${"b".repeat(Math.floor(wrong / 2))}`.padEnd(4, "+");
      return runsOf(name, results, 45, { platforms: [platform], tags: at % 2 === 0 ? ["smoke"] : ["smoke", "a*b_c"] });
    }),
  );
}

/** Executions counted by a key, as they are for a question. */
function countedBy(
  by: FilterKey,
  executions: readonly Execution[],
  {
    verb = "failures",
    frame = {},
  }: { readonly verb?: "failures" | "runs"; readonly frame?: Partial<AnswerFrame> } = {},
): Card {
  const across = heatMapKey(by);
  const what = verb === "failures" ? FAILURES : "All executions of Nightly*, 19 Nov 10:00 to 20 Nov 10:00 CET";
  const groups = groupExecutions(executions, by);
  return groupsAnswer({
    ...aFrame(`${what}, counted by ${by}`, { actions: { share: "q7", subscribe: "q7" }, ...frame }),
    verb,
    by,
    counts: countStatuses(executions),
    groups: groups.filter((group) => verb === "runs" || countWrong(group) > 0),
    ...(across === undefined ? {} : { map: heatMap(executions, across) }),
  });
}

const few = onEveryPlatform(["Pay with card", ...HOSTILE_NAMES, "Log out"]);
const many = onEveryPlatform(Array.from({ length: 26 }, (_, index) => `Test ${index + 1}`));

/** Counts by a key, with a picture where it tells more. */
export const GROUP_ANSWERS: Readonly<Record<string, Card>> = {
  "groups-by-os": countedBy("os", everywhere),
  "groups-by-tag-of-failures-alone": countedBy("tag", wrongOnly),
  "groups-by-status": countedBy("status", everywhere, { verb: "runs" }),
  "groups-many": countedBy("test", manyTests.flat(), { frame: { coverage: { asOfMs: NINE, cappedAt: 36 } } }),
  "groups-by-platform": countedBy("platform", few),
  "groups-by-test": countedBy("test", many),
  "runs-by-build": countedBy("build", few, { verb: "runs" }),
  "runs-by-tag-in-part": countedBy("tag", few, {
    verb: "runs",
    frame: { coverage: { asOfMs: NINE, missing: [{ kind: "older", lab: "acme", beforeMs: NINE - 3_600_000 }] } },
  }),
};
