import type { JsonObject } from "@perfecto-bot/simulators/slack";

/** A person who can be played. */
export interface TeamsPersonView {
  readonly id: string;
  readonly name: string;
}

/** A place of the simulated tenant that holds messages. */
export interface TeamsPlaceView {
  readonly id: string;
  readonly kind: "channel" | "groupChat" | "personal";
  readonly name: string;
  /** The team's name, of a channel. */
  readonly team?: string;
  /** User ids. */
  readonly members: readonly string[];
  /** Whether the bot is there. */
  readonly hasBot: boolean;
}

/** A message as it is now. */
export interface TeamsMessageView {
  readonly id: string;
  readonly placeId: string;
  /** The root of its thread; absent on a root and in chats. */
  readonly rootId?: string;
  readonly fromName: string;
  readonly fromBot: boolean;
  /** Milliseconds since 1970, when it was posted. */
  readonly atMs: number;
  readonly text: string;
  /** The line in notifications. */
  readonly summary: string;
  /** The Adaptive Card that everybody sees. */
  readonly card?: JsonObject;
  /** Cards that single persons see instead, by user id. */
  readonly cardsFor: Readonly<Record<string, JsonObject>>;
  /** How many versions there are, the first included. */
  readonly versions: number;
  readonly deleted: boolean;
}

/** A line that one person alone sees beside a message. */
export interface TeamsNoticeView {
  readonly id: number;
  readonly userId: string;
  /** `teams` for Teams' own errors. */
  readonly from: "bot" | "teams";
  readonly text: string;
  readonly messageId?: string;
}

/** A dialog on somebody's screen. */
export interface TeamsDialogView {
  readonly userId: string;
  readonly title: string;
  readonly card: JsonObject;
}

/** What the Teams part of the page shows. */
export interface TeamsView {
  /** False where a real tenant is connected instead: nothing of it is shown. */
  readonly simulated: boolean;
  readonly organisation: string;
  readonly botName: string;
  readonly people: readonly TeamsPersonView[];
  readonly places: readonly TeamsPlaceView[];
  /** The newest messages of all places, oldest first. */
  readonly messages: readonly TeamsMessageView[];
  readonly notices: readonly TeamsNoticeView[];
  readonly dialogs: readonly TeamsDialogView[];
}
