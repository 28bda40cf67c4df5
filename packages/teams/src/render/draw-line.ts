import type { Line, Run } from "@perfecto-bot/cards";
import type { Mention } from "@perfecto-bot/domain";
import type { IRichTextBlock, ITextBlock, ITextRun, TextSize } from "@microsoft/teams.cards";
import { literalText } from "./literal-text.ts";
import { markdownLine } from "./markdown-line.ts";
import type { MentionBook } from "./mention-book.ts";
import { safeUrl } from "./safe-url.ts";
import { timeMarkup } from "./time-markup.ts";

/** How a whole line looks. */
export interface LineLook {
  readonly size?: TextSize;
  readonly emphasis?: boolean;
  readonly subtle?: boolean;
}

/**
 * A tidied line. Its text is literal in rich text, whatever it is. A line that leads somewhere or calls somebody is a
 * text block where all its text is harmless in Markdown: mentions work nowhere else, and links in rich text were shown
 * without their address by some clients. Where it is not, links stand in rich text and calls below it.
 * @see https://adaptivecards.io/explorer/RichTextBlock.html
 * @see https://github.com/microsoft/AdaptiveCards/issues/9100
 */
export function drawLine(line: Line, book: MentionBook, look: LineLook = {}): (IRichTextBlock | ITextBlock)[] {
  const callable = line.some((run) => run.kind === "mention" && book.canCall(run.mention));
  const styled = line.some((run) => run.kind !== "mention" && "style" in run && run.style !== undefined);
  const leads = line.some((run) => run.kind === "link" && safeUrl(run.url) !== undefined);
  if (callable || (leads && !styled)) {
    const markdown = line.some(isCode) ? undefined : markdownLine(line, book);
    if (markdown !== undefined) return [textBlock(markdown, look)];
  }
  const rich = drawRichLine(line, book, look);
  const calls = line.flatMap((run) => (run.kind === "mention" ? [run.mention] : []));
  return [...rich, ...drawCalls(calls, book, look).map((block) => ({ ...block, spacing: "None" as const }))];
}

/** A line that only calls people: those who can be called and were not yet; nothing where there is nobody. */
export function drawCalls(mentions: readonly Mention[], book: MentionBook, look: LineLook = {}): ITextBlock[] {
  const calls = mentions.flatMap((mention) => (book.canCall(mention) ? [book.call(mention)] : []));
  return calls.length === 0 ? [] : [textBlock(calls.join(" "), look)];
}

function isCode(run: Run): boolean {
  return run.kind === "text" && run.style === "code";
}

function textBlock(markdown: string, look: LineLook): ITextBlock {
  return {
    type: "TextBlock",
    text: markdown,
    wrap: true,
    ...(look.size === undefined ? {} : { size: look.size }),
    ...(look.emphasis === true ? { weight: "Bolder" } : {}),
    ...(look.subtle === true ? { isSubtle: true } : {}),
  };
}

/** A tidied line as rich text alone, calling nobody; nothing where there is nothing to show. */
export function drawRichLine(line: Line, book: MentionBook, look: LineLook = {}): IRichTextBlock[] {
  const inlines = line.map((run) => richRun(run, book, look)).filter((run) => run.text !== "");
  return inlines.length === 0 ? [] : [{ type: "RichTextBlock", inlines }];
}

function richRun(run: Run, book: MentionBook, look: LineLook): ITextRun {
  const bold = look.emphasis === true || ("style" in run && run.style === "bold") || run.kind === "mention";
  const url = run.kind === "link" ? safeUrl(run.url) : undefined;
  return {
    type: "TextRun",
    text: richText(run, book),
    ...(look.size === undefined ? {} : { size: look.size }),
    ...(bold ? { weight: "Bolder" } : {}),
    ...(look.subtle === true && url === undefined ? { isSubtle: true } : {}),
    ...(isCode(run) ? { fontType: "Monospace" } : {}),
    ...(url === undefined ? {} : { color: "Accent", selectAction: { type: "Action.OpenUrl", url } }),
  };
}

function richText(run: Run, book: MentionBook): string {
  switch (run.kind) {
    case "text":
    case "link":
      return literalText(run.text);
    case "mention":
      return book.name(run.mention);
    case "time":
      return timeMarkup(run.atMs, run.show);
  }
}
