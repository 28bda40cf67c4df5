import type { Card } from "@perfecto-bot/cards";
import type { OnProgress } from "@perfecto-bot/pipeline";
import { cardContent } from "../channel/card-content.ts";
import { namesOf } from "../channel/names-of.ts";
import { readPostedId, type MessagePlace } from "../channel/posted-id.ts";
import type { Activity } from "./activity.ts";
import { threadIdOf, type Intake } from "./intake.ts";

/** The progress of one answer. */
export interface Progress {
  readonly show: OnProgress;
  /** Shows no more, and resolves to the message of progress that the answer may take the place of, once it is there. */
  readonly end: () => Promise<MessagePlace | undefined>;
}

/** The second time comes so much later than the first, and each further one twice as much: edits count like posts. */
const FIRST_PAUSE_MS = 4_000;

/**
 * Shows how far an answer is where it is waited for: by one message, which is edited.
 * @see https://learn.microsoft.com/microsoftteams/platform/bots/how-to/update-and-delete-bot-messages
 */
export function startProgress(
  activity: Activity,
  { office, book, now }: Pick<Intake, "office" | "book" | "now">,
): Progress {
  const { conversation } = activity;
  let place: MessagePlace | undefined;
  let drawing: Promise<void> | undefined;
  let [pauseMs, dueMs, isOver] = [FIRST_PAUSE_MS, Number.NEGATIVE_INFINITY, false];

  async function draw(card: Card): Promise<void> {
    const names = await namesOf(card, conversation.workspace, book);
    const content = cardContent(card, names);
    if (place !== undefined) {
      await office.edit(conversation, place, content);
      return;
    }
    const outcome = await office.reply(conversation, threadIdOf(activity), content);
    if (outcome.kind === "posted") place = readPostedId(outcome.id);
  }

  async function drawn(card: Card): Promise<void> {
    await draw(card).catch(() => {});
    drawing = undefined;
  }

  return {
    show: (card) => {
      if (isOver || drawing !== undefined || now() < dueMs) return;
      dueMs = now() + pauseMs;
      pauseMs *= 2;
      drawing = drawn(card);
    },
    end: async () => {
      isOver = true;
      await drawing;
      return place;
    },
  };
}
