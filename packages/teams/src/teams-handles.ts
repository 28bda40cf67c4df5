import { BUTTON_ACTIONS, type ButtonAction, type CardKind } from "@perfecto-bot/cards";
import type { LifecycleEvent, Reply } from "@perfecto-bot/pipeline";

/** What a chat vendor's adapter serves, so that two of them can be compared. */
export interface ChannelHandles {
  readonly replies: readonly Reply["kind"][];
  readonly actions: readonly ButtonAction[];
  readonly cards: readonly CardKind[];
  readonly lifecycle: readonly LifecycleEvent["kind"][];
  /** What is otherwise than in other channels, and why. */
  readonly differs: Readonly<Record<string, string>>;
}

const CARDS: Readonly<Record<CardKind, true>> = {
  build: true,
  failure: true,
  "more-failures": true,
  attention: true,
  attempt: true,
  subscription: true,
  subscriptions: true,
  mute: true,
  help: true,
  mistakes: true,
  notice: true,
  status: true,
  why: true,
  answer: true,
};

const REPLIES: Readonly<Record<Reply["kind"], true>> = { card: true, form: true, revise: true };

/** What this adapter serves. The tables cannot miss a kind: they would not compile. */
export const TEAMS_HANDLES: ChannelHandles = {
  replies: Object.keys(REPLIES).filter((kind) => isKeyOf(REPLIES, kind)),
  actions: BUTTON_ACTIONS,
  cards: Object.keys(CARDS).filter((kind) => isKeyOf(CARDS, kind)),
  lifecycle: [
    "conversation-unavailable",
    "conversation-available",
    "conversation-renamed",
    "conversation-gone",
    "installation-available",
  ],
  differs: {
    "conversation-moved": "a Teams conversation keeps its id",
    "installation-gone": "the app is removed from one team or chat, whose conversations become unavailable",
    broadcast: "a reply cannot be shown in the channel as well: it stays in the thread",
    find: "bots may not search a conversation: a post whose answer was lost is made again",
    "private answers": "in a channel what is said is answered in the thread for all; buttons are answered privately",
    progress: "a message that becomes the answer; for a button, a view whose button fetches the answer",
    suggestions: "of the verbs twelve are suggested while somebody writes, as many as Teams allows; help lists all",
  },
};

function isKeyOf<Name extends string>(table: Readonly<Record<Name, true>>, key: string): key is Name {
  return Object.hasOwn(table, key);
}
