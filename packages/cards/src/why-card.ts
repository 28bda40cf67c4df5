import type { Block, Card, Line } from "./card.ts";
import { bold, code, link, mention, plainBlock, plainLine, text, time } from "./line.ts";
import { STATUS_MARKS } from "./status-mark.ts";

const MOST_ROWS = 20;

/** Why a conversation saw what it saw of a build. */
export interface Explanation {
  readonly build: { readonly label: string; readonly url: string };
  /** One sentence: why the build was or was not spoken of here. */
  readonly reason: string;
  /** Where somebody asked about one test: why it has a message of its own here, or has none. */
  readonly askedTest?: Line;
  readonly subscriptions: readonly {
    readonly id: string;
    readonly subject: Line;
    readonly matched: boolean;
    readonly paused?: string;
  }[];
  /** `by` is the vendor's id of the person. */
  readonly muted: readonly { readonly test: string; readonly by: string; readonly untilMs: number }[];
  readonly waiting: readonly string[];
  readonly messages: readonly {
    readonly what: string;
    readonly state: string;
    readonly atMs?: number;
    readonly detail?: string;
  }[];
}

/** Which subscriptions matched, what was muted by whom, and what was posted when. */
export function whyCard({ build, reason, askedTest, subscriptions, muted, waiting, messages }: Explanation): Card {
  const title: Line = [link(build.label, build.url), text(`: ${reason}`)];
  const blocks = [
    rows(
      "Subscriptions",
      subscriptions.map(({ id, subject, matched, paused }): Line => [
        code(id),
        text(" "),
        ...subject,
        text(
          paused === undefined ? (matched ? ": covers this job" : ": does not cover this job") : `: paused (${paused})`,
        ),
      ]),
    ),
    rows(
      "Muted",
      muted.map(({ test, by, untilMs }): Line => [
        bold(test),
        text(" by "),
        mention({ kind: "user", id: by }),
        text(" until "),
        time(untilMs),
      ]),
    ),
    rows(
      "Waiting for the lab",
      waiting.map((test): Line => [text(test)]),
    ),
    rows(
      "Messages",
      messages.map(({ what, state, atMs, detail }): Line => [
        bold(what),
        text(`: ${state}`),
        ...(atMs === undefined ? [] : [text(" "), time(atMs)]),
        ...(detail === undefined ? [] : [text(` (${detail})`)]),
      ]),
    ),
  ].filter((block) => block !== undefined);
  return {
    kind: "why",
    status: "info",
    title,
    body: [
      ...(askedTest === undefined ? [] : [{ kind: "text" as const, line: askedTest, weight: "core" as const }]),
      ...blocks,
    ],
    buttons: [],
    fallback: [
      `${STATUS_MARKS.info.sign} ${plainLine(title)}`,
      ...(askedTest === undefined ? [] : [plainLine(askedTest)]),
      ...blocks.flatMap((block) => [`${block.title}:`, ...plainBlock(block)]),
    ].join("\n"),
  };
}

function rows(title: string, all: readonly Line[]): Extract<Block, { kind: "list" }> | undefined {
  if (all.length === 0) return undefined;
  const rest = all.length - MOST_ROWS;
  return {
    kind: "list",
    title: all.length === 1 ? title : `${title} (${all.length})`,
    rows: all.slice(0, MOST_ROWS),
    ...(rest > 0 ? { more: { count: rest } } : {}),
    weight: "core",
  };
}
