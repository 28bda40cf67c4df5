import { plainLine } from "@perfecto-bot/cards";
import type { Line, Run } from "@perfecto-bot/cards";
import type { Mention } from "@perfecto-bot/domain";
import type { MrkdwnElement, PlainTextElement, RichTextElement } from "@slack/types";
import { escapeMrkdwn, isLiteralInMrkdwn } from "./escape-mrkdwn.ts";
import { LIMITS } from "./limits.ts";
import { safeUrl } from "./safe-url.ts";
import { isSlackMention, mentionMarkup } from "./slack-mention.ts";

/** How a moment is shown, in the reader's zone. @see https://docs.slack.dev/messaging/formatting-message-text#date-formatting */
const DATE_FORMATS = {
  time: "{time}",
  date: "{date_short_pretty}",
  "date-time": "{date_short_pretty} at {time}",
} as const;

/**
 * A tidied line as rich text, where text is literal: nothing in it can format, mention or link.
 * `emphasis` makes all of it bold.
 * @see https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
 */
export function drawRichLine(line: Line, emphasis = false): RichTextElement[] {
  return line.map((run) => drawRichRun(run, emphasis));
}

function drawRichRun(run: Run, emphasis: boolean): RichTextElement {
  const bold = emphasis ? { style: { bold: true } } : {};
  switch (run.kind) {
    case "text":
      return { type: "text", text: run.text, ...(run.style === undefined ? bold : { style: { [run.style]: true } }) };
    case "link": {
      const url = safeUrl(run.url);
      const style = run.style === "bold" ? { style: { bold: true } } : bold;
      return url === undefined
        ? { type: "text", text: run.text, ...style }
        : { type: "link", url, text: run.text, ...style };
    }
    case "mention":
      return drawMention(run.mention) ?? { type: "text", text: plainLine([run]), ...bold };
    case "time":
      return {
        type: "date",
        timestamp: Math.floor(run.atMs / 1000),
        format: DATE_FORMATS[run.show],
        fallback: plainLine([run]),
        ...bold,
      };
  }
}

function drawMention(mention: Mention): RichTextElement | undefined {
  if (!isSlackMention(mention)) return undefined;
  switch (mention.kind) {
    case "user":
      return { type: "user", user_id: mention.id };
    case "group":
      return { type: "usergroup", usergroup_id: mention.id };
    case "here":
      return { type: "broadcast", range: "here" };
  }
}

/**
 * A tidied line as the small grey text of a context block: plain text where it has only words, mrkdwn where it also
 * has links, moments or mentions. `undefined` where mrkdwn would not show some text as it is, so that the line has
 * to be rich text after all.
 * @see https://docs.slack.dev/reference/block-kit/blocks/context-block
 */
export function drawContextLine(line: Line): PlainTextElement | MrkdwnElement | undefined {
  if (line.some((run) => run.kind === "text" && run.style === "code")) return undefined;
  if (line.every((run) => run.kind === "text")) return { type: "plain_text", text: plainLine(line), emoji: false };
  // Words that only together would format are judged together.
  if (!line.every((run) => run.kind !== "link" || isLiteralInMrkdwn(run.text))) return undefined;
  if (!isLiteralInMrkdwn(line.map((run) => (run.kind === "text" ? run.text : " ")).join(""))) return undefined;
  const text = line.map(contextRun).join("");
  return text.length > LIMITS.textObject ? undefined : { type: "mrkdwn", text, verbatim: true };
}

function contextRun(run: Run): string {
  const plain = escapeMrkdwn(plainLine([run]));
  switch (run.kind) {
    case "text":
      return plain;
    case "link": {
      const url = safeUrl(run.url);
      return url === undefined ? plain : `<${escapeMrkdwn(url)}|${plain}>`;
    }
    case "mention":
      return mentionMarkup(run.mention) ?? plain;
    case "time":
      return `<!date^${Math.floor(run.atMs / 1000)}^${DATE_FORMATS[run.show]}|${plain}>`;
  }
}
