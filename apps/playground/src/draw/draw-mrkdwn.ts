import type { DrawContext } from "./draw-context.ts";
import { type Span, spansOf, type Tone } from "./drawn-line.ts";
import { emojiCharacter } from "./emoji-characters.ts";
import { formatMoment } from "./format-moment.ts";

type Piece = Span | "newline";

/**
 * Slack's mrkdwn as spans and line breaks: bold, italic, struck, code, links, mentions, moments, emoji.
 * @see https://docs.slack.dev/messaging/formatting-message-text
 */
export function drawMrkdwn(text: string, context: DrawContext, ...tones: readonly Tone[]): readonly Piece[] {
  // Code first: nothing in it means anything else.
  return text.split(/(```[^]*?```|`[^`\n]+`)/u).flatMap((part, index) => {
    if (index % 2 === 1) return spansOf(unescape(part.replace(/^`+\n?|\n?`+$/gu, "")), ...tones, "cyan");
    return drawStyled(part, context, tones);
  });
}

const STYLES: readonly { readonly pattern: RegExp; readonly tone: Tone }[] = [
  { pattern: /(?<![\w*])\*(?![\s*])([^*\n]+?)(?<!\s)\*(?![\w*])/u, tone: "bold" },
  { pattern: /(?<!\w)_(?!\s)([^_\n]+?)(?<!\s)_(?!\w)/u, tone: "italic" },
  { pattern: /(?<!\w)~(?!\s)([^~\n]+?)(?<!\s)~(?!\w)/u, tone: "strikethrough" },
];

function drawStyled(text: string, context: DrawContext, tones: readonly Tone[]): readonly Piece[] {
  for (const { pattern, tone } of STYLES) {
    const found = pattern.exec(text);
    if (found === null) continue;
    return [
      ...drawStyled(text.slice(0, found.index), context, tones),
      ...drawStyled(found[1] ?? "", context, [...tones, tone]),
      ...drawStyled(text.slice(found.index + found[0].length), context, tones),
    ];
  }
  return text.split(/(<[^<>\n]+>)/u).flatMap((part, index) => {
    if (index % 2 === 1) return drawReference(part.slice(1, -1), context, tones);
    const words = part.replace(/:([a-z0-9_+-]+):/gu, (_, name: string) => emojiCharacter(name));
    return spansOf(unescape(words), ...tones);
  });
}

/** What stands between angle brackets, without them. */
function drawReference(reference: string, context: DrawContext, tones: readonly Tone[]): readonly Piece[] {
  const bar = reference.indexOf("|");
  const target = bar < 0 ? reference : reference.slice(0, bar);
  const label = bar < 0 ? undefined : unescape(reference.slice(bar + 1));
  const [, sign = "", id = ""] = /^([@#!])(.*)$/u.exec(target) ?? [];
  if (sign === "") return spansOf(label ?? unescape(target), ...tones, "underline");
  if (sign === "!" && id.startsWith("date^")) {
    const [, seconds, format = ""] = id.split("^");
    return spansOf(formatMoment(Number(seconds), format, context.timeZone, label ?? ""), ...tones);
  }
  return spansOf(mentionText(sign, id, label, context), ...tones, "cyan");
}

function mentionText(sign: string, id: string, label: string | undefined, { nameOf }: DrawContext): string {
  if (sign !== "!") return sign + (nameOf(id) ?? label ?? id);
  const [kind = "", group = ""] = id.split("^");
  return `@${(kind === "subteam" ? nameOf(group) : undefined) ?? label?.replace(/^@/u, "") ?? (group || kind)}`;
}

function unescape(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}
