import { formatDuration, platformsLabel, type Execution } from "@perfecto-bot/domain";
import type { Block, Card, CardStatus, Line } from "../card.ts";
import { link, plainLine, text, time } from "../line.ts";
import { oneLine } from "../phrases.ts";
import { STATUS_MARKS } from "../status-mark.ts";
import { buildLineOutcome, buildLineStatus, type BuildLine } from "./builds-answer.ts";
import { causeWords, testLink } from "./execution-words.ts";
import { cardStatusOf, COULD_NOT_RUN, sayParts } from "./say-statuses.ts";

/** What a link into the report library leads to. */
export type LinkedReport =
  /** `reportUrl` is where the name leads. */
  | { readonly kind: "execution"; readonly execution: Execution; readonly build?: string }
  | { readonly kind: "build"; readonly label: string; readonly build: BuildLine };

/** A small card below a link that somebody posted: what it leads to, without having to log in. No buttons. */
export function libraryLinkCard(linked: LinkedReport): Card {
  return linked.kind === "execution" ? executionCard(linked) : buildLinkCard(linked);
}

function executionCard({ execution, build }: Extract<LinkedReport, { readonly kind: "execution" }>): Card {
  const { status, startedAtMs, endedAtMs, platforms } = execution;
  const words = { PASSED: "passed", FAILED: "failed", BLOCKED: COULD_NOT_RUN, UNKNOWN: "has no verdict" } as const;
  const on = oneLine(platforms.length === 0 ? "an unknown platform" : platformsLabel(platforms), 120);
  const tookMs = startedAtMs === undefined || endedAtMs === undefined ? -1 : endedAtMs - startedAtMs;
  const cause = causeWords(execution);
  return small(
    cardStatusOf(status),
    [testLink(execution), text(` ${words[status]} on ${on}`)],
    [
      ...(cause === undefined ? [] : [[text(cause)]]),
      joined([
        ...(build === undefined ? [] : [[text(oneLine(build, 120))]]),
        ...(tookMs < 0 ? [] : [[text(formatDuration(tookMs))]]),
        ...(startedAtMs === undefined ? [] : [[time(startedAtMs)]]),
      ]),
    ],
  );
}

function buildLinkCard({ label, build }: Extract<LinkedReport, { readonly kind: "build" }>): Card {
  const { counts, startMs, durationMs, url } = build;
  return small(
    buildLineStatus(build),
    [link(oneLine(label, 150), url), text(`: ${buildLineOutcome(build)}`)],
    [
      joined([
        ...(counts.total === 0 ? [] : [[text(sayParts(counts))]]),
        ...(durationMs === undefined || build.isRunning ? [] : [[text(formatDuration(durationMs))]]),
        ...(startMs === undefined ? [] : [[time(startMs)]]),
      ]),
    ],
  );
}

function small(status: CardStatus, title: Line, lines: readonly Line[]): Card {
  const told = lines.filter((line) => line.length > 0);
  return {
    kind: "answer",
    status,
    title,
    body: told.map((line, index): Block => ({
      kind: "text",
      line,
      ...(index === told.length - 1 ? { subtle: true } : {}),
      weight: "core",
    })),
    buttons: [],
    fallback: [`${STATUS_MARKS[status].sign} ${plainLine(title)}`, ...told.map(plainLine)].join("\n"),
  };
}

function joined(parts: readonly Line[]): Line {
  return parts.flatMap((part, index) => (index === 0 ? part : [text(" · "), ...part]));
}
