import type { EphemeralMessage, SlackMessage } from "@perfecto-bot/simulators/slack";
import { drawMessage } from "../draw/draw-blocks.ts";
import type { DrawContext } from "../draw/draw-context.ts";
import { type DrawnLine, indent, line, plainText, type Span, span } from "../draw/drawn-line.ts";
import { formatMoment } from "../draw/format-moment.ts";
import { summariseEdit } from "../draw/summarise-edit.ts";

/** What a feed knows beside the messages themselves. */
export interface SlackFeedContext extends DrawContext {
  readonly now: () => number;
  /** A message of a channel by its `ts`. */
  readonly find: (channelId: string, ts: string) => SlackMessage | undefined;
}

/** Draws what happens in Slack. */
export interface SlackFeed {
  /** Somebody sends a slash command. */
  readonly typed: (userId: string, channelId: string, text: string) => readonly DrawnLine[];
  readonly posted: (message: SlackMessage) => readonly DrawnLine[];
  readonly edited: (message: SlackMessage) => readonly DrawnLine[];
  /** A message that one person alone sees. */
  readonly whispered: (message: EphemeralMessage) => readonly DrawnLine[];
  readonly deleted: (message: SlackMessage) => readonly DrawnLine[];
}

const replyIndent = "    ";
const gap = line("");
/** How long a body is remembered, to say of the same one elsewhere that it is the same. */
const sameWithinMs = 15_000;

/** A feed of Slack: a heading with time and channel before each message, replies further in. */
export function createSlackFeed(context: SlackFeedContext): SlackFeed {
  const recent = new Map<string, { readonly channelId: string; readonly atMs: number }>();

  function heading(channelId: string, ...words: readonly (string | Span)[]): DrawnLine {
    const time = formatMoment(context.now() / 1000, "{time_secs}", context.timeZone, "");
    return line(span(time, "dim"), " ", span(`#${context.nameOf(channelId) ?? channelId}`, "bold"), " ", ...words);
  }

  /** The body, or its first line alone where another channel has just shown the same. */
  function sparing(channelId: string, body: readonly DrawnLine[]): readonly DrawnLine[] {
    const nowMs = context.now();
    for (const [key, { atMs }] of recent) if (nowMs - atMs > sameWithinMs) recent.delete(key);
    const text = body.map(plainText).join("\n");
    const same = recent.get(text);
    if (same === undefined || same.channelId === channelId) {
      recent.set(text, { channelId, atMs: nowMs });
      return body;
    }
    const [first, second] = body;
    if (first === undefined || second === undefined) return body;
    const where = span(`  (as in #${context.nameOf(same.channelId) ?? same.channelId})`, "dim");
    return [{ ...first, spans: [...first.spans, where] }];
  }

  function below(message: SlackMessage, head: DrawnLine, body: readonly DrawnLine[]): readonly DrawnLine[] {
    return [head, ...indent(sparing(message.channelId, body), message.threadTs === undefined ? "  " : replyIndent)];
  }

  function threadOf({ channelId, threadTs }: SlackMessage): readonly Span[] {
    if (threadTs === undefined) return [];
    const root = context.find(channelId, threadTs);
    const [first] = root === undefined ? [] : drawMessage(root, context);
    return [span(`↳ ${first === undefined ? "a thread" : nameOf(first)} `, "dim")];
  }

  return {
    typed: (userId, channelId, text) => [
      gap,
      heading(channelId, span(context.nameOf(userId) ?? userId, "bold"), span(" types", "dim")),
      { ...line(span(text, "cyan")), prefix: "  " },
    ],
    posted(message) {
      const who = message.botId === undefined ? [span(context.nameOf(message.userId) ?? message.userId)] : [];
      const head = heading(message.channelId, ...threadOf(message), ...who);
      const drawn = below(message, head, drawMessage(message, context));
      return message.threadTs === undefined ? [gap, ...drawn] : drawn;
    },
    edited(message) {
      const before = message.versions.at(-2);
      const after = drawMessage(message, context);
      const head = heading(message.channelId, ...threadOf(message), span("edited", "yellow"));
      return below(message, head, summariseEdit(before === undefined ? [] : drawMessage(before, context), after));
    },
    whispered: (message) => [
      heading(
        message.channelId,
        span(`only ${context.nameOf(message.userId) ?? message.userId} sees this`, "dim"),
        message.deleted ? span(" deleted", "yellow") : "",
      ),
      ...(message.deleted ? [] : indent(drawMessage(message, context), "  ")),
    ],
    deleted(message) {
      const [first] = drawMessage(message, context);
      return [
        heading(message.channelId, span("deleted", "yellow")),
        ...indent(first === undefined ? [] : [first], "  "),
      ];
    },
  };
}

/** What a card's first line is about: without the status before, and the verdict after it. */
function nameOf(first: DrawnLine): string {
  return plainText(first)
    .replace(/^\P{L}+/u, "")
    .replace(/: .*$/u, "");
}
