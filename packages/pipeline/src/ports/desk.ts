import type { Card, Form, FormValues, ButtonAction } from "@perfecto-bot/cards";
import type { Conversation } from "@perfecto-bot/domain";

/** Somebody who says something to the bot, and where. */
export interface Asker {
  readonly conversation: Conversation;
  /** The vendor's id of the person. */
  readonly person: string;
  /** IANA zone of the person, where the vendor tells. */
  readonly timeZone?: string;
  /** How to write a person's command in this channel: "/perfecto" or "@Perfecto". */
  readonly prefix: string;
}

/** What the bot says back. `form`: open this form; `revise`: a submitted form has mistakes, by input id. */
export type Reply =
  | {
      readonly kind: "card";
      readonly card: Card;
      /** Whether everybody in the conversation should see it. */ readonly shared: boolean;
    }
  | { readonly kind: "form"; readonly form: Form }
  | { readonly kind: "revise"; readonly errors: Readonly<Record<string, string>> };

/** Everything people can do to the bot, the same in every channel. Never rejects: trouble is a card that says so. */
export interface Desk {
  /** A command's words, without the command's own name. */
  readonly say: (asker: Asker, words: string) => Promise<Reply>;
  /** A pressed button. Authorised again. */
  readonly press: (asker: Asker, action: ButtonAction, subject: string) => Promise<Reply>;
  /** A submitted form. */
  readonly submit: (
    asker: Asker,
    form: Form["kind"],
    subject: string | undefined,
    values: FormValues,
  ) => Promise<Reply>;
  /** Something happened to a place or an installation. */
  readonly happened: (event: LifecycleEvent) => Promise<void>;
}

/** What vendors tell about places and installations. */
export type LifecycleEvent =
  | { readonly kind: "conversation-unavailable"; readonly conversation: Conversation; readonly detail: string }
  | { readonly kind: "conversation-available"; readonly conversation: Conversation }
  | { readonly kind: "conversation-renamed"; readonly conversation: Conversation; readonly name: string }
  | { readonly kind: "conversation-gone"; readonly conversation: Conversation; readonly detail: string }
  | { readonly kind: "conversation-moved"; readonly from: Conversation; readonly to: Conversation }
  | { readonly kind: "installation-available"; readonly channel: string; readonly workspace: string }
  | {
      readonly kind: "installation-gone";
      readonly channel: string;
      readonly workspace: string;
      readonly detail: string;
    };
