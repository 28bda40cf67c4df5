import {
  causeLabel,
  platformsLabel,
  testLabel,
  trimMessage,
  videoMoment,
  wentWrong,
  type Novelty,
  type CiSignal,
  type RecordedExecution,
  type RecordedResult,
} from "@perfecto-bot/domain";
import { artifactName } from "./artifact-name.ts";
import { buildTitle, type NamedBuild } from "./build-title.ts";
import { ciSource } from "./ci-source.ts";
import type { Block, Button, Card, CardStatus, Line, Run } from "./card.ts";
import { code, link, plainLine, text } from "./line.ts";
import { clockOffset, counted, oneLine } from "./phrases.ts";
import { STATUS_MARKS } from "./status-mark.ts";

const MAX_ARTIFACTS = 6;
/** So that a phone's notification still has room for what happened to it. */
const LONGEST_TEST = 100;

/** What a failure card is made from. */
export interface FailureCardInput {
  readonly result: Pick<RecordedResult, "latest" | "outcome" | "attempts" | "executions">;
  /** What the failure is against the history of its test; absent where there is none. */
  readonly novelty?: Novelty;
  /** The single test report. */
  readonly reportUrl: string;
  /** What CI told of the attempt that failed. */
  readonly ci?: CiSignal;
  /** The build, named where the card does not stand in the build's thread. */
  readonly build: NamedBuild | undefined;
  /** On which other platforms this build failed with the same cause. */
  readonly sameCauseOn: readonly string[];
  /** While more may come, other platforms are mentioned and not listed, so that each of them makes no edit. */
  readonly buildIsFinal: boolean;
}

/** One failed or blocked test on a platform, by its latest attempt: what failed, where, the message, and a link to the failing second. */
export function failureCard(input: FailureCardInput): Card {
  const { result, reportUrl } = input;
  const recorded = result.latest;
  const { execution } = recorded;
  const status = statusOf(recorded);
  const failing = wentWrong(execution);
  const platform = execution.platforms.length === 0 ? "an unknown platform" : platformsLabel(execution.platforms);
  const title: Line = [
    link(oneLine(testLabel(execution), LONGEST_TEST) || "Unnamed test", reportUrl),
    text(` ${verb(status)}${attemptWords(result)} on ${platform}${failing ? noveltyWords(input) : ""}`),
    ...(input.build === undefined ? [] : [text(" in "), ...buildTitle(input.build)]),
  ];
  const detail = failing ? detailOf(recorded) : undefined;
  const evidence = failing ? [command(recorded), message(detail), reason(recorded)] : [];
  const body = [...evidence, artifactLinks(input), remarks(input)].filter((block) => block !== undefined);
  return {
    kind: "failure",
    status,
    title,
    body,
    buttons: buttons(input),
    fallback: [
      `${STATUS_MARKS[status].sign} ${plainLine(title)}${failing ? said(recorded, detail) : ""}`,
      ...remarkLines(input),
    ].join("\n"),
  };
}

function statusOf({ execution }: RecordedExecution): CardStatus {
  const statuses = { PASSED: "passed", FAILED: "failed", BLOCKED: "blocked", UNKNOWN: "unknown" } as const;
  return statuses[execution.status];
}

/** "failed in 3 attempts", "passed on attempt 2 (flaky)". */
function attemptWords({ latest, outcome, attempts }: FailureCardInput["result"]): string {
  const times =
    attempts < 2 ? "" : latest.execution.status === "PASSED" ? ` on attempt ${attempts}` : ` in ${attempts} attempts`;
  return outcome === "flaky" ? `${times} (flaky)` : times;
}

/** " (new)", " (first seen)", " (known since #41)". */
function noveltyWords({ novelty }: FailureCardInput): string {
  if (novelty === undefined) return "";
  switch (novelty.kind) {
    case "new":
      return " (new)";
    case "first-seen":
      return " (first seen)";
    case "known":
      return ` (known since ${oneLine(novelty.since, 60)}${novelty.orBefore ? " or before" : ""})`;
    case "flaky":
    case "recovered":
    case "blocked":
    case "none":
      return "";
  }
}

function verb(status: CardStatus): string {
  return status === "unknown" ? "ended without a verdict" : STATUS_MARKS[status].word;
}

function failureOf({ enrichment }: RecordedExecution) {
  return enrichment?.state === "done" ? enrichment.failure : undefined;
}

function detailOf(recorded: RecordedExecution): string | undefined {
  return failureOf(recorded)?.message ?? trimMessage(recorded.execution.message);
}

/** What went wrong, for the fallback's first line. */
function said(recorded: RecordedExecution, detail: string | undefined): string {
  const words = [failureOf(recorded)?.command, detail ?? recorded.execution.reason]
    .filter((part) => part !== undefined)
    .map((part) => oneLine(part, 300));
  return words.map((word) => `: ${word}`).join("");
}

function command(recorded: RecordedExecution): Block | undefined {
  const failure = failureOf(recorded);
  if (failure === undefined) return undefined;
  const step = failure.step === undefined ? [] : [text(` in step ${oneLine(failure.step, 80)}`)];
  return { kind: "text", line: [text("Failed command: "), code(oneLine(failure.command)), ...step], weight: "core" };
}

function message(detail: string | undefined): Block | undefined {
  return detail === undefined ? undefined : { kind: "code", text: detail, weight: "core" };
}

function reason(recorded: RecordedExecution): Block | undefined {
  const { reason: named, owner } = recorded.execution;
  const entries = [
    named === undefined ? undefined : { label: "Reason", value: [text(oneLine(named, 80))] },
    owner === undefined ? undefined : { label: "Owner", value: [text(oneLine(owner, 80))] },
  ].filter((entry) => entry !== undefined);
  return entries.length === 0 ? undefined : { kind: "facts", facts: entries, weight: "detail" };
}

/** What there is to open beside the report. */
function artifactLinks({ result: { latest: recorded }, ci }: FailureCardInput): Block | undefined {
  const screenshot = failureOf(recorded)?.screenshots.at(-1);
  const links: Run[] = [
    ...(screenshot === undefined ? [] : [link("Screenshot", screenshot)]),
    ...recorded.execution.artifacts
      .slice(0, MAX_ARTIFACTS)
      .map((artifact) => link(artifactName(artifact), artifact.url)),
  ];
  const files = links.flatMap((one, index) => (index === 0 ? [one] : [text(" · "), one]));
  const source = ciSource(ci);
  const line = [...files, ...(files.length === 0 || source.length === 0 ? [] : [text(" · ")]), ...source];
  return line.length === 0 ? undefined : { kind: "text", line, weight: "detail" };
}

function remarks(input: FailureCardInput): Block | undefined {
  const lines = remarkLines(input);
  return lines.length === 0
    ? undefined
    : { kind: "text", line: [text(lines.join(" "))], subtle: true, weight: "detail" };
}

function remarkLines({ result, sameCauseOn, buildIsFinal }: FailureCardInput): readonly string[] {
  const recorded = result.latest;
  if (!wentWrong(recorded.execution)) return [takenBack(result)];
  const listed = `${counted(sameCauseOn.length, "other platform")}: ${oneLine(sameCauseOn.join(", "), 200)}`;
  return [
    recorded.settledAtMs === undefined ? "Still processing in the lab: video and logs may follow." : undefined,
    recorded.enrichment?.state === "unavailable" ? "The lab did not give out the commands of this test." : undefined,
    sameCauseOn.length === 0 ? undefined : `Same cause on ${buildIsFinal ? listed : "other platforms too"}.`,
  ].filter((line) => line !== undefined);
}

function takenBack({ executions }: FailureCardInput["result"]): string {
  const failed = executions.find(({ execution }) => execution.status === "FAILED");
  return failed === undefined
    ? "The lab had called this a failure first."
    : `It had failed first: ${oneLine(causeLabel(failed))}.`;
}

function buttons({ result: { latest: recorded }, reportUrl }: FailureCardInput): readonly Button[] {
  const video = videoMoment(recorded.execution.videos, failureOf(recorded)?.startedAtMs);
  const at = video?.atSeconds === undefined ? "Video" : `Video at ${clockOffset(video.atSeconds)}`;
  return [
    ...(video === undefined ? [] : [{ kind: "link" as const, label: at, url: video.url }]),
    { kind: "link", label: "Open report", url: reportUrl },
    { kind: "action", label: "Mute this test", action: "mute-test", subject: recorded.execution.id },
  ];
}
