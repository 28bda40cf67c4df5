import { expectedTests, type CiSignal, type Finality, type Verdict } from "@perfecto-bot/domain";
import { newsWords, type BuildChanges } from "./build-changes.ts";
import { counted } from "./phrases.ts";

/** What a headline is made from. */
export interface HeadlineInput {
  readonly verdict: Verdict;
  readonly final: Pick<Finality, "reason"> | undefined;
  readonly ci: CiSignal | undefined;
  /** Where a history tells. */
  readonly changes?: BuildChanges;
  /** Tests never reported that only the builds before it let expect: how many says no one. */
  readonly othersMissing?: boolean;
  /** What is flaky is said below the headline. */
  readonly flakyBelow?: boolean;
}

/** How a build stands, in a few words: "3 of 120 failed (2 new, 1 cause, only iOS 17), 1 flaky, still running". */
export function buildHeadline(input: HeadlineInput): string {
  const { verdict, final } = input;
  if (verdict.total === 0) return emptyHeadline(input);
  if (verdict.failed + verdict.blocked > 0)
    return `${failedHeadline(input)}${final === undefined ? ", still running" : missing(input)}`;
  return final === undefined ? runningHeadline(input) : calmHeadline(input);
}

/** What went wrong, without how far the build is. */
export function failedHeadline({
  verdict,
  changes,
  flakyBelow,
}: Pick<HeadlineInput, "verdict" | "changes" | "flakyBelow">): string {
  const why = [
    changes === undefined || verdict.failed === 0 ? undefined : newsWords(changes, verdict),
    verdict.causes.length === 0 ? undefined : counted(verdict.causes.length, "cause"),
    verdict.only === undefined ? undefined : `only ${verdict.only}`,
  ].filter((part) => part !== undefined);
  return `${wrongCounts(verdict)}${why.length === 0 ? "" : ` (${why.join(", ")})`}${flakyBelow ? "" : flaky(verdict)}`;
}

function emptyHeadline({ final, ci }: HeadlineInput): string {
  if (final === undefined) return "started, no result yet";
  const expected = expectedTests(ci);
  return expected === undefined
    ? "ended without any result"
    : `ended without any of ${counted(expected, "expected test")}`;
}

function wrongCounts({ failed, blocked, total }: Verdict): string {
  if (failed === 0) return `${blocked} of ${total} could not run`;
  return `${failed} of ${total} failed${blocked > 0 ? `, ${blocked} could not run` : ""}`;
}

function runningHeadline({ verdict, flakyBelow }: HeadlineInput): string {
  const good = verdict.passed + verdict.flaky;
  return good === 0 ? "running, no verdict yet" : `running, ${good} passed so far${flakyBelow ? "" : flaky(verdict)}`;
}

function calmHeadline(input: HeadlineInput): string {
  const { verdict, othersMissing = false } = input;
  const { passed, total, unknown, neverReported } = verdict;
  const good = passed + verdict.flaky;
  const open = openWord(verdict);
  const rest = `${unknown > 0 && good > 0 ? `, ${unknown} ${open}` : ""}${flaky(verdict)}${missing(input)}`;
  if (good === 0) return `${counted(total, "test")} ${open}${rest}`;
  if (good < total || neverReported > 0) return `${good} of ${total + neverReported} passed${rest}`;
  return `${total === 1 || othersMissing ? "" : "all "}${counted(total, "test")} passed${rest}`;
}

/** What has no verdict once a build is final: it ended without one, or never ended. */
export function openWord({ unknown, running }: Pick<Verdict, "unknown" | "running">): string {
  return unknown > 0 && running >= unknown ? "never ended" : "without a verdict";
}

function flaky({ flaky: count }: Verdict): string {
  return count > 0 ? `, ${count} flaky` : "";
}

function missing({ verdict: { neverReported }, othersMissing }: HeadlineInput): string {
  if (neverReported > 0) return `, ${counted(neverReported, "expected test")} never reported`;
  return othersMissing ? ", others never reported" : "";
}
