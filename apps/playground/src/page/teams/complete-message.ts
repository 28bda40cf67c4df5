import { BOT_VERBS } from "./bot-verbs.ts";

/** Something that could be meant. */
export interface Suggestion {
  /** Such as `@Perfecto mute`. */
  readonly title: string;
  readonly does: string;
  /** What the message box holds after it was chosen. */
  readonly text: string;
}

/**
 * What somebody who is writing to the bot could mean: a mention at the beginning, and a verb behind it. In the chat
 * with the bot alone the mention may be left out. Nothing once a verb stands there.
 */
export function completeMessage(written: string, botName: string, isPersonal: boolean): readonly Suggestion[] {
  const text = written.trimStart();
  const mention = `@${botName}`;
  const isCalled = mentionsBot(text, botName);
  const calls = isCalled || (text !== "" && isBeginningOf(text, mention));
  if (!calls && (!isPersonal || text === "")) return [];
  const begun = isCalled ? text.slice(mention.length).trimStart() : calls ? "" : text;
  return BOT_VERBS.filter(({ name }) => isBeginningOf(begun, name) && begun.length < name.length).map(
    ({ name, does }) => {
      const title = calls ? `${mention} ${name}` : name;
      return { title, does, text: `${title} ` };
    },
  );
}

/** Whether a message begins with a mention of the bot. */
export function mentionsBot(written: string, botName: string): boolean {
  const text = written.trimStart();
  const mention = `@${botName}`;
  return isBeginningOf(mention, text) && !/^[\p{L}\p{N}_]/u.test(text.slice(mention.length));
}

function isBeginningOf(beginning: string, whole: string): boolean {
  return whole.slice(0, beginning.length).toLowerCase() === beginning.toLowerCase();
}
