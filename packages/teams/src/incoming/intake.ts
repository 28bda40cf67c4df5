import type { Asker, Channel, Clock, Desk, Once } from "@perfecto-bot/pipeline";
import type { InFlight } from "@perfecto-bot/pipeline";
import type { PicturesOf } from "../channel/pictures-of.ts";
import type { PostOffice } from "../channel/post-office.ts";
import type { PlaceBook } from "../places/place-book.ts";
import type { TeamsLog } from "../teams-log.ts";
import type { Activity } from "./activity.ts";
import type { PendingPresses } from "./pending-presses.ts";

/** What is heard with. */
export interface Intake {
  readonly desk: Desk;
  readonly once: Once;
  readonly book: PlaceBook;
  /** What is remembered by a way that waits where the store is away, for what Teams tells once. */
  readonly patient: { readonly book: PlaceBook; readonly once: Once };
  readonly office: PostOffice;
  /** Where shared answers are posted. */
  readonly channel: Channel;
  readonly picturesOf: PicturesOf;
  readonly pending: PendingPresses;
  readonly inFlight: InFlight;
  readonly now: Clock;
  readonly log: TeamsLog;
}

/** How people call the bot. */
export const BOT_PREFIX = "@Perfecto";

/** Who asks: by Teams' own word, never by what a card carries. */
export function askerOf({ conversation, timeZone }: Activity, person: string): Asker {
  return { conversation, person, prefix: BOT_PREFIX, ...(timeZone === undefined ? {} : { timeZone }) };
}

/** The thread in which an activity is answered. In chats, the chat. */
export function threadIdOf({ placeKind, threadId, conversation, replyToId, id }: Activity): string {
  if (placeKind !== "channel") return conversation.id;
  if (threadId.includes(";messageid=")) return threadId;
  const root = replyToId ?? id;
  return root === undefined ? conversation.id : `${conversation.id};messageid=${root}`;
}
