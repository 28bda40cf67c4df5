import {
  buildKey,
  expectedTests,
  testLabel,
  type BuildRef,
  type Cause,
  type CiSignal,
  type Finality,
  type RecordedExecution,
  type Verdict,
} from "@perfecto-bot/domain";
import { changesWords, type BuildChanges } from "./build-changes.ts";
import { buildHeadline } from "./build-headline.ts";
import { buildTitle } from "./build-title.ts";
import type { Block, Button, Card, CardStatus, Line } from "./card.ts";
import { factsOfBuild } from "./facts-of-build.ts";
import { bold, plainBlock, plainLine, text } from "./line.ts";
import { counted, oneLine } from "./phrases.ts";
import { STATUS_MARKS } from "./status-mark.ts";

const TOP_CAUSES = 3;
const TOP_SUSPECTS = 2;

/** What a build card is made from. */
export interface BuildCardInput {
  readonly ref: BuildRef;
  readonly verdict: Verdict;
  /** Which time CI ran it, from 1. */
  readonly attempt: number;
  readonly final: Finality | undefined;
  readonly reopened: number;
  readonly ci: CiSignal | undefined;
  /** How many tests × platforms the job's builds usually have; guides the progress while CI did not say. */
  readonly usualTotal: number | undefined;
  /** How many failures make no message because they are muted. */
  readonly muted: number;
  /** How many of the failures shown here are muted in other conversations; whose is not told. */
  readonly mutedElsewhere: number;
  /** What the build before was, where it is known. */
  readonly before: { readonly label: string; readonly verdict: "passed" | "failed" | "blocked" } | undefined;
  /** What is new against the history of its tests, where there is one. */
  readonly changes?: BuildChanges;
  /** Tests that should have reported and never did, in a few words each. */
  readonly missing?: readonly string[];
  /** Devices that something failed on and that fail what passes on others, in words. */
  readonly suspects?: readonly string[];
  /** The report library filtered to this build. */
  readonly libraryUrl: string;
}

/** The live card of one build: its verdict in the first line, what changed, progress while it runs, causes and platforms. */
export function buildCard(input: BuildCardInput): Card {
  const { ref, verdict, libraryUrl } = input;
  const status = cardStatus(input);
  const attempt = input.attempt > 1 ? `, attempt ${input.attempt}` : "";
  const title: Line = [...buildTitle({ ref, url: libraryUrl }), text(`${attempt}: ${headline(input)}`)];
  const told = [
    changes(input),
    progress(input),
    causes(verdict.causes, libraryUrl),
    missing(input),
    ...suspects(input),
  ];
  const body = [...told, factsOfBuild(input), remarks(input)].filter((block) => block !== undefined);
  return {
    kind: "build",
    status,
    title,
    body,
    buttons: buttons(input),
    fallback: [
      `${STATUS_MARKS[status].sign} ${plainLine(title)}`,
      ...told.flatMap((block) => (block === undefined ? [] : spoken(block))),
      ...remarkLines(input),
    ].join("\n"),
  };
}

function headline({ verdict, final, ci, changes: told, missing: tests = [] }: BuildCardInput): string {
  // While it runs, the progress says how many are flaky; later, the line of what changed.
  const flakyBelow = final === undefined || told !== undefined;
  const othersMissing = final !== undefined && tests.length > 0;
  return buildHeadline({
    verdict,
    final,
    ci,
    flakyBelow,
    othersMissing,
    ...(told === undefined ? {} : { changes: told }),
  });
}

function spoken(block: Block): readonly string[] {
  return block.kind === "text" ? [plainLine(block.line)] : plainBlock(block);
}

function cardStatus({ verdict, final, missing: tests = [] }: BuildCardInput): CardStatus {
  if (verdict.status === "passed" && (verdict.neverReported > 0 || tests.length > 0)) return "warning";
  if (final?.reason === "never-reported") return "warning";
  return verdict.status;
}

/** What changed comes first. */
function changes({ changes: told, verdict, final }: BuildCardInput): Block | undefined {
  const words = told === undefined ? undefined : changesWords(told, verdict, final !== undefined);
  return words === undefined ? undefined : { kind: "text", line: [bold(words)], weight: "core" };
}

function progress({ verdict, final, ci, usualTotal }: BuildCardInput): Block | undefined {
  if (final !== undefined) return undefined;
  const expected = expectedTests(ci) ?? usualTotal;
  const total = Math.max(expected ?? 0, verdict.total);
  const done = verdict.passed + verdict.flaky + verdict.failed + verdict.blocked + verdict.unknown;
  const sure = expectedTests(ci) !== undefined;
  const counts = [
    [verdict.failed, "failed"],
    [verdict.blocked, "could not run"],
    [verdict.flaky, "flaky"],
    [verdict.running, "running"],
    [verdict.processing, "processing"],
  ] as const;
  const told = counts.flatMap(([count, word]) => (count > 0 ? [`${count} ${word}`] : []));
  const sofar = expected === undefined ? `${done} done` : `${done} of ${sure ? "" : "~"}${total}`;
  const label = (done === 0 && expected === undefined && told.length > 0 ? told : [sofar, ...told]).join(" · ");
  // How far it is cannot be drawn while nobody knows how long it will be.
  if (expected === undefined) return { kind: "text", line: [text(label)], weight: "core" };
  return { kind: "progress", done, total: Math.max(1, total), label, weight: "core" };
}

function causes(all: readonly Cause[], url: string): Block | undefined {
  if (all.length === 0) return undefined;
  const rows = all
    .slice(0, TOP_CAUSES)
    .map((cause): Line => [
      bold(`${cause.executions.length} × `),
      text(oneLine(cause.label)),
      text(testsOf(cause.executions)),
    ]);
  const rest = all.length - rows.length;
  return {
    kind: "list",
    title: all.length === 1 ? "Cause" : "Causes",
    rows,
    ...(rest > 0 ? { more: { count: rest, url } } : {}),
    weight: "core",
  };
}

function testsOf(executions: readonly RecordedExecution[]): string {
  const [first = "", ...others] = new Set(executions.map(({ execution }) => testLabel(execution)));
  return others.length === 0
    ? ` (${oneLine(first, 60) || "Unnamed test"})`
    : ` (${counted(others.length + 1, "test")})`;
}

function missing({ missing: tests = [] }: BuildCardInput): Block | undefined {
  if (tests.length === 0) return undefined;
  const words = tests.map((test) => oneLine(test, 100)).join(", ");
  return { kind: "text", line: [bold("Never reported: "), text(oneLine(words, 400))], weight: "core" };
}

function suspects({ suspects: devices = [] }: BuildCardInput): readonly Block[] {
  return devices.slice(0, TOP_SUSPECTS).map((device): Block => ({
    kind: "text",
    line: [bold("Suspect device: "), text(oneLine(device, 240))],
    weight: "core",
  }));
}

function remarks(input: BuildCardInput): Block | undefined {
  const lines = remarkLines(input);
  return lines.length === 0
    ? undefined
    : { kind: "text", line: [text(lines.join(" "))], subtle: true, weight: "detail" };
}

function remarkLines(input: BuildCardInput): readonly string[] {
  const { verdict, final, muted, mutedElsewhere, reopened } = input;
  return [
    final !== undefined && verdict.running > 0
      ? `${counted(verdict.running, "test")} did not end and ${verdict.running === 1 ? "is" : "are"} no longer waited for.`
      : undefined,
    final !== undefined && verdict.processing > 0
      ? `The lab is still processing ${counted(verdict.processing, "test")}.`
      : undefined,
    muted > 0 ? `${counted(muted, "failure")} muted here.` : undefined,
    mutedElsewhere > 0 ? `${counted(mutedElsewhere, "failure")} muted in another conversation.` : undefined,
    reopened > 0 ? "Late results came in after this build looked finished." : undefined,
    comparison(input),
  ].filter((line) => line !== undefined);
}

function comparison({ before, verdict, final, changes: told }: BuildCardInput): string | undefined {
  if (before === undefined || before.verdict === "blocked") return undefined;
  if (verdict.causes.length > 0)
    return before.verdict === "passed" ? `${before.label} had passed.` : `${before.label} had failed too.`;
  if (final === undefined || verdict.status !== "passed" || before.verdict !== "failed") return undefined;
  // What recovered is counted above.
  return `${(told?.recovered ?? 0) > 0 ? "" : "Recovered: "}${before.label} had failed.`;
}

function buttons({ ref, libraryUrl, verdict }: BuildCardInput): readonly Button[] {
  const key = buildKey(ref);
  const open: Button = { kind: "link", label: "Open report", url: libraryUrl };
  const why: Button = { kind: "action", label: "Why this?", action: "why-build", subject: key };
  const mute: Button = { kind: "action", label: "Mute job 2 h", action: "mute-build", subject: key };
  return verdict.total === 0 || ref.job === undefined ? [open, why] : [open, mute, why];
}
