import { readSubmit } from "../render/index.ts";
import type { Activity } from "./activity.ts";
import { answerOpenly } from "./answer-openly.ts";
import { askerOf, BOT_PREFIX, threadIdOf, type Intake } from "./intake.ts";
import { readWords } from "./read-words.ts";
import { shareReply } from "./share-card.ts";
import { startProgress } from "./show-progress.ts";
import { submit } from "./submit.ts";

const TYPING_AFTER_MS = 1_500;

/**
 * Something said to the bot, or a button of a client that does not know how to be answered in place: it comes as a
 * message without text. Bots' messages are nobody's words. In channels and group chats the bot must have been called.
 * @see https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/channel-and-group-conversations
 */
export async function hearMessage(activity: Activity, intake: Intake): Promise<void> {
  const { person, mentions, botMri, placeKind } = activity;
  if (person === undefined || person.mri.startsWith("28:")) return;
  const submission = readSubmit(activity.value);
  const { words, calledBot } = readWords(activity.text, mentions, botMri);
  if (submission === undefined && activity.value !== undefined && activity.value !== null && words === "") return;
  if (submission === undefined && placeKind !== "personal" && !calledBot) return;
  const asker = askerOf(activity, person.id);
  const progress = startProgress(activity, intake);
  const replying =
    submission === undefined
      ? intake.desk.say(asker, withoutPrefix(words), progress.show)
      : submit(submission, asker, intake.desk, progress.show);
  const answered = await shareReply(await whileTyping(replying, activity, intake), activity, intake);
  const instead = await progress.end();
  if (answered.kind !== "shared") await answerOpenly(answered, activity, intake, { submission, instead });
}

/** In their own chat people may write the name that the help shows, where nobody has to be mentioned. */
function withoutPrefix(words: string): string {
  const [first = "", ...rest] = words.split(" ");
  return first.toLowerCase() === BOT_PREFIX.toLowerCase() ? rest.join(" ") : words;
}

/** A person who waits longer than a moment sees that somebody is at it. */
async function whileTyping<T>(replying: Promise<T>, activity: Activity, { office }: Intake): Promise<T> {
  const timer = setTimeout(() => {
    office.type(activity.conversation, threadIdOf(activity)).catch(() => {});
  }, TYPING_AFTER_MS);
  try {
    return await replying;
  } finally {
    clearTimeout(timer);
  }
}
