const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/**
 * Escapes the three characters that Slack decodes; nothing else is an escape there.
 * @see https://docs.slack.dev/messaging/formatting-message-text#escaping
 */
export function escapeMrkdwn(text: string): string {
  return text.replace(/[&<>]/g, (character) => ENTITIES[character] ?? character);
}

/** Escapes, and cuts so that the result has at most `max` UTF-16 units, never inside an entity or a character. */
export function escapeWithin(text: string, max: number): string {
  const whole = escapeMrkdwn(text);
  if (whole.length <= max) return whole;
  let escaped = "";
  for (const character of text) {
    const next = ENTITIES[character] ?? character;
    if (escaped.length + next.length > max - 1) break;
    escaped += next;
  }
  return `${escaped}…`;
}

/** Stars, underscores at a word's edge, tildes, backticks, emoji names, broadcasts, a leading quote mark, a line end. */
const FORMATTING = /[*~`|\n]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|:[^\s:]+:|@(?:here|channel|everyone)|^\s*>/iu;

/**
 * Whether escaped mrkdwn would show this text as it is. The formatting characters cannot be escaped, so text with
 * them has to go where text is literal: rich text or plain text.
 */
export function isLiteralInMrkdwn(text: string): boolean {
  return !FORMATTING.test(text);
}
