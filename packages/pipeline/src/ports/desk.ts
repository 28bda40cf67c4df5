import type { Card, Form, FormValues, ButtonAction, LookupOf } from "@perfecto-bot/cards";
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
      /** Whether everybody in the conversation should see it. */
      readonly shared: boolean;
      /** It takes the place of the private card whose button was pressed. */
      readonly replaces?: boolean;
      /** What a shared card is to be posted under, so that pressing twice, or a retried press, posts it once. */
      readonly key?: string;
    }
  | { readonly kind: "form"; readonly form: Form }
  | { readonly kind: "revise"; readonly errors: Readonly<Record<string, string>> };

/**
 * Takes a card that says how far an answer is; for the asker alone, in the place of the answer that follows. Called never in
 * the first two seconds, at most once a second, and not after the answer. Must not throw.
 */
export type OnProgress = (card: Card) => void;

/** Everything people can do to the bot, the same in every channel. Never rejects: trouble is a card that says so. */
export interface Desk {
  /** A command's words, without the command's own name. */
  readonly say: (asker: Asker, words: string, onProgress?: OnProgress) => Promise<Reply>;
  /** A pressed button. Authorised again. */
  readonly press: (asker: Asker, action: ButtonAction, subject: string, onProgress?: OnProgress) => Promise<Reply>;
  /** A small card of what a link into a lab's reports leads to; undefined where it is none, or nothing is known of it. */
  readonly unfurl: (asker: Asker, url: string) => Promise<Card | undefined>;
  /** A submitted form. */
  readonly submit: (
    asker: Asker,
    form: Form["kind"],
    subject: string | undefined,
    values: FormValues,
  ) => Promise<Reply>;
  /**
   * Patterns that a form's lookup offers for what was typed so far, the likeliest first, at most twenty: names that the labs
   * know, each as the pattern of that name alone, and what was typed itself where it can be one. Within two seconds; fewer where a lab is slow.
   */
  readonly lookUp: (asker: Asker, of: LookupOf, typed: string) => Promise<readonly string[]>;
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
  /** The conversations of a workspace are those of an organisation: its workspaces see the same ones under the same ids. */
  | { readonly kind: "workspace-joined"; readonly channel: string; readonly from: string; readonly to: string }
  | { readonly kind: "installation-available"; readonly channel: string; readonly workspace: string }
  | {
      readonly kind: "installation-gone";
      readonly channel: string;
      readonly workspace: string;
      readonly detail: string;
    };
