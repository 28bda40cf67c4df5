import {
  buildKey,
  buildLabel,
  formatDuration,
  type BuildRef,
  type Cause,
  type CiSignal,
  type Finality,
  type RecordedExecution,
  type Verdict,
} from "@perfecto-bot/domain";
import type { Block, Button, Card, CardStatus, Line } from "./card.ts";
import { bold, link, plainBlock, plainLine, text, time } from "./line.ts";
import { counted, oneLine } from "./phrases.ts";
import { sayMore } from "./say-more.ts";
import { STATUS_MARKS } from "./status-mark.ts";

const TOP_CAUSES = 3;
const TOP_PLATFORMS = 3;

/** What a build card is made from. */
export interface BuildCardInput {
  readonly ref: BuildRef;
  readonly verdict: Verdict;
  readonly final: Finality | undefined;
  readonly reopened: number;
  readonly ci: CiSignal | undefined;
  /** How many executions the last build of the job had; guides the progress while CI did not say. */
  readonly usualTotal: number | undefined;
  /** How many failures make no message because they are muted. */
  readonly muted: number;
  /** How many of the failures shown here are muted in other conversations; whose is not told. */
  readonly mutedElsewhere: number;
  /** What the build before was, where it is known. */
  readonly before: { readonly label: string; readonly verdict: "passed" | "failed" } | undefined;
  /** The report library filtered to this build. */
  readonly libraryUrl: string;
}

/** The live card of one build: its verdict in the first line, progress while it runs, counts, causes and platforms. */
export function buildCard(input: BuildCardInput): Card {
  const { ref, verdict, final } = input;
  const status = cardStatus(verdict, final);
  const title: Line = [link(buildLabel(ref), input.libraryUrl), text(`: ${headline(input)}`)];
  const told = [progress(input), causes(verdict.causes, input.libraryUrl)];
  const body = [...told, facts(input), remarks(input)].filter((block) => block !== undefined);
  return {
    kind: "build",
    status,
    title,
    body,
    buttons: buttons(input),
    fallback: [
      `${STATUS_MARKS[status].sign} ${plainLine(title)}`,
      ...told.flatMap((block) => (block === undefined ? [] : plainBlock(block))),
      ...remarkLines(input),
    ].join("\n"),
  };
}

function cardStatus(verdict: Verdict, final: Finality | undefined): CardStatus {
  if (verdict.status === "passed" && verdict.neverReported > 0) return "warning";
  if (final?.reason === "never-reported") return "warning";
  return verdict.status;
}

function headline({ verdict, final, ci }: BuildCardInput): string {
  if (verdict.total === 0) {
    if (final === undefined) return "started, no result yet";
    return ci?.expected === undefined
      ? "ended without any result"
      : `ended without any of ${counted(ci.expected, "expected test")}`;
  }
  if (verdict.failed + verdict.blocked === 0)
    return final === undefined ? runningHeadline(verdict) : calmHeadline(verdict);
  const why = [
    verdict.causes.length === 0 ? undefined : counted(verdict.causes.length, "cause"),
    verdict.only === undefined ? undefined : `only ${verdict.only}`,
  ].filter((part) => part !== undefined);
  const rest = final === undefined ? ", still running" : missing(verdict);
  return `${wrongCounts(verdict)}${why.length === 0 ? "" : ` (${why.join(", ")})`}${rest}`;
}

function wrongCounts({ failed, blocked, total }: Verdict): string {
  if (failed === 0) return `${blocked} of ${total} blocked`;
  return `${failed} of ${total} failed${blocked > 0 ? `, ${blocked} blocked` : ""}`;
}

function runningHeadline(verdict: Verdict): string {
  return verdict.passed === 0 ? "running, no verdict yet" : `running, ${verdict.passed} passed so far`;
}

function calmHeadline(verdict: Verdict): string {
  const { passed, total, neverReported, unknown } = verdict;
  if (passed === 0) return `${counted(total, "test")} without a verdict${missing(verdict)}`;
  if (unknown > 0) return `${passed} of ${total} passed, ${unknown} without a verdict${missing(verdict)}`;
  if (neverReported > 0) return `${passed} of ${total + neverReported} passed${missing(verdict)}`;
  return `${total === 1 ? "" : "all "}${counted(total, "test")} passed`;
}

function missing({ neverReported }: Verdict): string {
  return neverReported > 0 ? `, ${counted(neverReported, "expected test")} never reported` : "";
}

function progress({ verdict, final, ci, usualTotal }: BuildCardInput): Block | undefined {
  if (final !== undefined) return undefined;
  const expected = ci?.expected ?? usualTotal;
  const total = Math.max(expected ?? 0, verdict.total);
  const done = verdict.total;
  const sure = ci?.expected !== undefined;
  const parts = [
    expected === undefined ? `${done} done` : `${done} of ${sure ? "" : "~"}${total}`,
    verdict.failed > 0 ? `${verdict.failed} failed` : undefined,
    verdict.blocked > 0 ? `${verdict.blocked} blocked` : undefined,
    verdict.processing > 0 ? `${verdict.processing} processing` : undefined,
  ];
  const label = parts.filter(Boolean).join(" · ");
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
  const [first = "", ...others] = new Set(executions.map(({ execution }) => execution.name));
  return others.length === 0 ? ` (${oneLine(first, 60)})` : ` (${counted(others.length + 1, "test")})`;
}

function facts({ ref, verdict, final }: BuildCardInput): Block | undefined {
  if (verdict.total === 0) return undefined;
  const counts = [
    [verdict.passed, "passed"],
    [verdict.failed, "failed"],
    [verdict.blocked, "blocked"],
    [verdict.unknown, "unknown"],
  ] as const;
  const results = counts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  const entries: { label: string; value: Line }[] = [
    { label: "Results", value: [text(results.join(" · "))] },
    { label: verdict.platforms.length === 1 ? "Platform" : "Platforms", value: [text(platforms(verdict))] },
  ];
  if (verdict.durationMs !== undefined)
    entries.push({ label: "Duration", value: [text(formatDuration(verdict.durationMs))] });
  if (ref.branch !== undefined) entries.push({ label: "Branch", value: [text(oneLine(ref.branch, 80))] });
  if (final !== undefined) entries.push({ label: "Finished", value: [time(verdict.endedAtMs ?? final.atMs)] });
  return { kind: "facts", facts: entries, weight: "detail" };
}

function platforms({ platforms: all, failed, blocked }: Verdict): string {
  const wrongWord = blocked === 0 ? "failed" : failed === 0 ? "blocked" : "failed or blocked";
  const named = all
    .slice(0, TOP_PLATFORMS)
    .map(({ label, wrong }) => (wrong > 0 ? `${label} (${wrong} ${wrongWord})` : label));
  const rest = all.length - named.length;
  return `${named.join(", ")}${rest > 0 ? ` ${sayMore(rest)}` : ""}`;
}

function remarks(input: BuildCardInput): Block | undefined {
  const lines = remarkLines(input);
  return lines.length === 0
    ? undefined
    : { kind: "text", line: [text(lines.join(" "))], subtle: true, weight: "detail" };
}

function remarkLines({ verdict, final, muted, mutedElsewhere, before, reopened }: BuildCardInput): readonly string[] {
  return [
    final !== undefined && verdict.processing > 0
      ? `The lab is still processing ${counted(verdict.processing, "test")}.`
      : undefined,
    muted > 0 ? `${counted(muted, "failure")} muted here.` : undefined,
    mutedElsewhere > 0 ? `${counted(mutedElsewhere, "failure")} muted in another conversation.` : undefined,
    reopened > 0 ? "Late results came in after this build looked finished." : undefined,
    before === undefined ? undefined : comparison(before, verdict, final !== undefined),
  ].filter((line) => line !== undefined);
}

function comparison(
  before: { label: string; verdict: "passed" | "failed" },
  { status, causes: wrong }: Verdict,
  final: boolean,
): string | undefined {
  if (wrong.length > 0)
    return before.verdict === "passed" ? `${before.label} had passed.` : `${before.label} had failed too.`;
  return final && status === "passed" && before.verdict === "failed"
    ? `Recovered: ${before.label} had failed.`
    : undefined;
}

function buttons({ ref, libraryUrl, verdict }: BuildCardInput): readonly Button[] {
  const key = buildKey(ref);
  const open: Button = { kind: "link", label: "Open report", url: libraryUrl };
  const why: Button = { kind: "action", label: "Why this?", action: "why-build", subject: key };
  const mute: Button = { kind: "action", label: "Mute job 2 h", action: "mute-build", subject: key };
  return verdict.total === 0 || ref.job === undefined ? [open, why] : [open, mute, why];
}
