import type { JsonObject } from "../../slack/json-value.ts";
import type { LoggedRequest } from "../connector/request-log.ts";
import type { Delivery } from "../traffic/delivery.ts";
import type { Conversation } from "./conversation.ts";
import type { TeamsMessage } from "./message.ts";
import type { Team } from "./team.ts";

/** A line that one person alone sees, beside a message: the bot's answer to an action, or Teams' own error. */
export interface Notice {
  readonly userId: string;
  readonly from: "bot" | "teams";
  readonly text: string;
  readonly messageId?: string;
}

/** A dialog (task module) on a person's screen. */
export interface Dialog {
  readonly userId: string;
  readonly title: string;
  readonly card: JsonObject;
  /** Where it was opened. */
  readonly conversationId: string;
  readonly messageId: string;
}

/** What happens in the simulated Teams, by kind: enough to draw it live. */
export interface TeamsHappenings {
  readonly message: TeamsMessage;
  readonly edit: TeamsMessage;
  readonly delete: TeamsMessage;
  /** One person sees another card in a message than before. */
  readonly view: { readonly message: TeamsMessage; readonly userId: string };
  readonly notice: Notice;
  /** A dialog opened, changed, or closed (undefined). */
  readonly dialog: { readonly userId: string; readonly dialog: Dialog | undefined };
  /** The bot was added or removed; or a place was made, renamed, archived, deleted, or its members changed. */
  readonly place: Team | Conversation;
  readonly request: LoggedRequest;
  /** Teams told the bot something that was no invoke. */
  readonly delivery: Delivery;
  readonly invoke: Delivery;
}

/** Told of one kind of happening. */
export type Listener<Kind extends keyof TeamsHappenings> = (happening: TeamsHappenings[Kind]) => void;

/** Tells listeners what happens. */
export class EventHub {
  private readonly listeners: { readonly [Kind in keyof TeamsHappenings]: Set<Listener<Kind>> } = {
    message: new Set(),
    edit: new Set(),
    delete: new Set(),
    view: new Set(),
    notice: new Set(),
    dialog: new Set(),
    place: new Set(),
    request: new Set(),
    delivery: new Set(),
    invoke: new Set(),
  };

  /** Calls the listener for each happening of a kind. @returns a function that stops it. */
  on<Kind extends keyof TeamsHappenings>(kind: Kind, listener: Listener<Kind>): () => void {
    const listeners = this.listeners[kind];
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }

  /** Tells everyone who asked for this kind. */
  emit<Kind extends keyof TeamsHappenings>(kind: Kind, happening: TeamsHappenings[Kind]): void {
    for (const listener of this.listeners[kind]) listener(happening);
  }
}
