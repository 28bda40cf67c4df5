/** Joins what stands before and after it; nothing of it is seen. */
const WORD_JOINER = "\u2060";
/** What a card reads even in plain text: its time functions, and mention tags. */
const READ_ANYWHERE = /\{(?=\{\s*(?:DATE|TIME))|<(?=\/?at)/gi;

/**
 * Clean foreign text for places that a card takes literally (text runs, labels, button titles): all of it is shown as
 * it is; only what looks like a time function or a mention tag is broken by an unseen character.
 * @see https://learn.microsoft.com/adaptive-cards/authoring-cards/text-features
 */
export function literalText(text: string): string {
  return text.replace(READ_ANYWHERE, (start) => start + WORD_JOINER);
}
