import type { ActivityMention } from "./activity.ts";

const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };
/** Markup that Teams' clients put around words. A person's own `<` arrives as `&lt;`. */
const MARKUP =
  /<\/?(?:p|div|span|br|b|strong|i|em|u|s|strike|code|pre|ul|ol|li|blockquote|font)(?:\s+[\w-]+="[^"<>]*")*\s*\/?>/giu;
const PIECES = /<at(?:\s[^<>]*)?>([^<>]*)<\/at>|<a\s[^<>]*?href="([^"<>]*)"[^<>]*>[^<>]*<\/a>/giu;

/** What a person said, and whether the bot was called in it. */
export interface SaidWords {
  readonly words: string;
  readonly calledBot: boolean;
}

/**
 * A person's words as the language of commands knows them, from Teams' text: the bot's first mention is how it was
 * called and no part of what was said; other people become `@user:` and their id, by the activity's own list of
 * mentions, never by the name in the text; links become their address; markup goes, entities are decoded once.
 * @see https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/channel-and-group-conversations#work-with-mentions
 */
export function readWords(text: string, mentions: readonly ActivityMention[], botMri: string): SaidWords {
  const waiting = [...mentions];
  let isCallTaken = false;
  const words = text
    .replace(PIECES, (piece: string, name: string | undefined, href: string | undefined) => {
      if (href !== undefined) return href;
      const exact = waiting.findIndex((mention) => mention.text === piece);
      const at = exact >= 0 ? exact : waiting.findIndex((mention) => mention.text === `<at>${name}</at>`);
      const [mention] = at < 0 ? [] : waiting.splice(at, 1);
      if (mention?.id === botMri) {
        const isCall = !isCallTaken;
        isCallTaken = true;
        return isCall ? " " : (name ?? "");
      }
      // Teams, channels and tags cannot be called by a bot.
      const isPerson = mention !== undefined && mention.isPlace !== true && mention.id.startsWith("29:");
      return isPerson ? `@user:${mention.aadObjectId ?? mention.id}` : (name ?? "");
    })
    .replace(MARKUP, " ")
    .replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,4}));/giu, decode)
    .replace(/[\s\u00A0]+/gu, " ")
    .trim();
  return { words, calledBot: mentions.some(({ id }) => id === botMri) };
}

function decode(whole: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return NAMED[name.toLowerCase()] ?? whole;
  const point = decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number(decimal);
  const isCharacter = point > 0 && point <= 0x10_ff_ff && (point < 0xd8_00 || point > 0xdf_ff);
  return isCharacter ? String.fromCodePoint(point) : whole;
}
