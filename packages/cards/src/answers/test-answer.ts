import {
  failingCommand,
  formatDuration,
  trimMessage,
  videoMoment,
  wentWrong,
  type Command,
  type Execution,
  type FailureDetail,
} from "@perfecto-bot/domain";
import { artifactName } from "../artifact-name.ts";
import type { Block, Button, Card, Line, Run } from "../card.ts";
import { code, link, text, time } from "../line.ts";
import { clockOffset, oneLine } from "../phrases.ts";
import { sayMore } from "../say-more.ts";
import { answerCard, type AnswerFrame } from "./answer-card.ts";
import { platformWords, safeLine, testLink } from "./execution-words.ts";
import { grouped } from "./say-numbers.ts";
import { cardStatusOf, COULD_NOT_RUN } from "./say-statuses.ts";
import { commandList } from "./test-commands.ts";
import { historyWords } from "./test-history.ts";

const MOST_ARTIFACTS = 6;
const MOST_TAGS = 8;

/** What the answer to `test` is made from. */
export interface TestAnswerInput extends AnswerFrame {
  /** Led to by its `reportUrl`. */
  readonly execution: Execution;
  /** In order; undefined where the lab did not give them out. */
  readonly commands: readonly Command[] | undefined;
  /** The results of this test on this platform, this one included, newest first. */
  readonly history: readonly Execution[];
  readonly build?: { readonly label: string; readonly url?: string };
  /** More executions were meant, of which this is the newest: how many. */
  readonly others?: number;
}

/** One execution: how it went, what failed, its commands, files and video, and how the test did before. */
export function testAnswer(input: TestAnswerInput): Card {
  const { execution, commands } = input;
  const failure = wentWrong(execution) ? failingCommand(commands ?? []) : undefined;
  const title: Line = [testLink(execution), text(` ${verdict(execution)} on ${place(execution)}`)];
  const body = [
    command(failure),
    message(execution, failure),
    files(execution, commands ?? [], failure),
    history(input),
    facts(input),
    commands === undefined ? undefined : commandList(commands),
    remarks(input),
  ].filter((block) => block !== undefined);
  return answerCard(input, {
    status: cardStatusOf(execution.status),
    title,
    body,
    buttons: buttons(execution, failure),
  });
}

function place(execution: Execution): string {
  return execution.platforms.length === 0 ? "an unknown platform" : platformWords(execution);
}

function verdict({ status }: Execution): string {
  const words = {
    PASSED: "passed",
    FAILED: "failed",
    BLOCKED: COULD_NOT_RUN,
    UNKNOWN: "ended without a verdict",
  } as const;
  return words[status];
}

function command(failure: FailureDetail | undefined): Block | undefined {
  if (failure === undefined) return undefined;
  const step = failure.step === undefined ? [] : [text(` in step ${oneLine(failure.step, 80)}`)];
  return { kind: "text", line: [text("Failed command: "), code(oneLine(failure.command)), ...step], weight: "core" };
}

function message(execution: Execution, failure: FailureDetail | undefined): Block | undefined {
  if (!wentWrong(execution)) return undefined;
  const words = failure?.message ?? trimMessage(execution.message);
  return words === undefined ? undefined : { kind: "code", text: words, weight: "core" };
}

function history({ history: results }: TestAnswerInput): Block | undefined {
  const words = historyWords(results);
  return words === undefined ? undefined : { kind: "text", line: [text(`On this platform: ${words}`)], weight: "core" };
}

function facts({ execution, build }: TestAnswerInput): Block | undefined {
  const { startedAtMs, endedAtMs, reason, owner, tags } = execution;
  const tookMs = startedAtMs === undefined || endedAtMs === undefined ? -1 : endedAtMs - startedAtMs;
  const entries: readonly { readonly label: string; readonly value: Line }[] = [
    ...(startedAtMs === undefined ? [] : [{ label: "Started", value: [time(startedAtMs)] }]),
    ...(tookMs < 0 ? [] : [{ label: "Duration", value: [text(formatDuration(tookMs))] }]),
    ...(build === undefined ? [] : [{ label: "Build", value: [link(oneLine(build.label, 120), build.url)] }]),
    ...(reason === undefined ? [] : [{ label: "Reason", value: [text(safeLine(reason, 80))] }]),
    ...(owner === undefined ? [] : [{ label: "Owner", value: [text(oneLine(owner, 80))] }]),
    ...(tags.length === 0 ? [] : [{ label: "Tags", value: [text(tagWords(tags))] }]),
  ];
  return entries.length === 0 ? undefined : { kind: "facts", facts: entries, weight: "detail" };
}

function tagWords(tags: readonly string[]): string {
  const rest = tags.length - MOST_TAGS;
  const named = tags.slice(0, MOST_TAGS).map((tag) => oneLine(tag, 40));
  return `${named.join(", ")}${rest > 0 ? ` ${sayMore(rest)}` : ""}`;
}

/** Links, because the lab asks for a login before it shows a file. */
function files(
  { artifacts }: Execution,
  commands: readonly Command[],
  failure: FailureDetail | undefined,
): Block | undefined {
  const shots =
    failure?.screenshots ?? commands.findLast(({ screenshots }) => screenshots.length > 0)?.screenshots ?? [];
  const links: readonly Run[] = [
    ...shots.slice(-3).map((url, index, all) => link(all.length === 1 ? "Screenshot" : `Screenshot ${index + 1}`, url)),
    ...artifacts.slice(0, MOST_ARTIFACTS).map((artifact) => link(artifactName(artifact), artifact.url)),
  ];
  const line = links.flatMap((one, index) => (index === 0 ? [one] : [text(" · "), one]));
  return line.length === 0 ? undefined : { kind: "text", line, weight: "detail" };
}

function remarks({ commands, others = 0 }: TestAnswerInput): Block | undefined {
  const words = [
    ...(commands === undefined ? ["The lab did not give out the commands of this test."] : []),
    ...(commands?.length === 0 ? ["The lab knows no commands of this test."] : []),
    ...(others > 0 ? [`The newest of ${grouped(others + 1)} executions that this may mean.`] : []),
  ];
  return words.length === 0 ? undefined : { kind: "text", line: [text(words.join(" "))], subtle: true, weight: "core" };
}

function buttons(execution: Execution, failure: FailureDetail | undefined): readonly Button[] {
  const { videos, reportUrl, id } = execution;
  const video = videoMoment(videos, failure?.startedAtMs);
  const label = video?.atSeconds === undefined ? "Video" : `Video at ${clockOffset(video.atSeconds)}`;
  return [
    ...(video === undefined ? [] : [{ kind: "link" as const, label, url: video.url }]),
    ...(reportUrl === undefined ? [] : [{ kind: "link" as const, label: "Open report", url: reportUrl }]),
    ...(wentWrong(execution)
      ? [{ kind: "action" as const, label: "Mute this test", action: "mute-test" as const, subject: id }]
      : []),
  ];
}
