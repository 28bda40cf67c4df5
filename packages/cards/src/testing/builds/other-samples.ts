import { recordedResults, verdictOf, type RecordedExecution, type Verdict } from "@perfecto-bot/domain";
import { aPicture, NINE } from "@perfecto-bot/domain/testing";
import { attemptCard } from "../../attempt-card.ts";
import { attentionCard } from "../../attention-card.ts";
import type { Card } from "../../card.ts";
import { moreFailuresCard } from "../../more-failures-card.ts";
import { tests } from "../a-build-card-input.ts";
import { again, because, BUILD, CHROME, FINAL as final, LAB, SAMSUNG } from "./samples.ts";

const ana = { kind: "user", id: "U07ANA" } as const;
const broken = because("click", "Element not found: #pay", tests(3, "FAILED"));
const crashed = because("launch app", "App crashed", tests(1, "FAILED", { name: "Start", platforms: [SAMSUNG] }));
const passed = tests(116, "PASSED", { platforms: [CHROME] });
const reportUrl = (id: string): string => `${LAB}/reporting/test/${id}`;
const repeated = {
  ref: { kind: "job", lab: "acme", job: "My Job", number: 1, startedAtMs: NINE - 754_000, repeated: true },
  url: BUILD.url,
} as const;

function verdict(recorded: readonly RecordedExecution[]): Verdict {
  const picture = aPicture(recorded, { final });
  return verdictOf(picture, recordedResults(picture));
}

/** Calls to people, how attempts ended, and failures that are folded into one message; by name. */
export const OTHER_SAMPLES: Readonly<Record<string, Card>> = {
  "more-failures": moreFailuresCard({ folded: [...broken, ...crashed], build: BUILD, reportUrl }),
  "more-failures-one-blocked": moreFailuresCard({ folded: tests(1, "BLOCKED"), build: BUILD, reportUrl }),
  "attention-people": attentionCard([ana, { kind: "group", id: "S01" }], {
    ...BUILD,
    verdict: verdict([...passed, ...broken, ...crashed]),
    changes: { fresh: 3, known: 1, recovered: 0 },
  }),
  "attention-here": attentionCard([{ kind: "here", id: "" }], { ...repeated, verdict: verdict(tests(1, "FAILED")) }),
  "attempt-passed": attemptCard({
    attempt: 2,
    verdict: verdict([...passed, ...broken, ...again(broken)]),
    build: BUILD,
  }),
  "attempt-failed": attemptCard({
    attempt: 3,
    verdict: verdict([...passed, ...broken, ...crashed, ...again(crashed)]),
    build: repeated,
  }),
};
