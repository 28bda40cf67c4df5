import type { ButtonAction, Card, Form, FormValues, LookupOf } from "@perfecto-bot/cards";
import type { Conversation } from "@perfecto-bot/domain";
import type { Channel, PostedId } from "../../ports/channel.ts";
import type { Asker, LifecycleEvent, OnProgress, Reply } from "../../ports/desk.ts";

/** What a pressed button asks for. */
export interface Press {
  readonly action: ButtonAction;
  readonly subject: string;
}

/** What a desk heard of people. */
export type Heard =
  | { readonly kind: "say"; readonly asker: Asker; readonly words: string }
  | ({ readonly kind: "press"; readonly asker: Asker } & Press)
  | {
      readonly kind: "submit";
      readonly asker: Asker;
      readonly form: Form["kind"];
      readonly subject: string | undefined;
      readonly values: FormValues;
    };

/** A desk that writes down what it hears, and replies what it is told to. */
export interface HearingDesk {
  readonly heard: readonly Heard[];
  readonly links: readonly { readonly url: string }[];
  reply: (heard: Heard, onProgress: OnProgress) => Reply | Promise<Reply>;
  preview: (url: string) => Card | undefined | Promise<Card | undefined>;
}

/** A chat's adapter between its people and a recording desk, for one test. */
export interface DeskStage {
  readonly desk: HearingDesk;
  readonly channel: Channel;
  readonly here: Conversation;
  /** The vendor's id of the person who does everything. */
  readonly person: string;
  /** The person says something to the bot, in one of the driver's ways. */
  readonly say: (way: string, words: string) => Promise<unknown>;
  /** The buttons that act on a message of `here`, as the person sees them. */
  readonly buttons: (id: PostedId) => readonly Press[];
  readonly press: (id: PostedId, press: Press) => Promise<unknown>;
  /** Everything the bot shows the person just now in `here`: answers, whether private or shared, and open forms. */
  readonly seen: () => string;
  /** Does what opens a form, where the desk's reply to a press of `subscription-add` is one. */
  readonly openForm: () => Promise<unknown>;
  /** Types into the form's lookup `job` and chooses what is offered first; resolves to all that was offered. */
  readonly lookUp: (typed: string) => Promise<readonly string[]>;
  /** What the desk offers for a lookup from now on. */
  readonly offer: (names: readonly string[]) => void;
  readonly lookedUp: () => readonly { readonly of: LookupOf; readonly typed: string }[];
  /** Submits the open form with this text in the input `note`, and what was chosen in the lookup. */
  readonly submit: (note: string) => Promise<unknown>;
  /** Posts a link in `here`. Resolves to a look at what the chat shows of it. */
  readonly paste: (url: string) => Promise<() => string>;
}

/** How a suite puts a chat on the stage. */
export interface DeskDriver {
  /** A fresh one for the running test, which is taken down with it. */
  readonly open: () => Promise<DeskStage>;
  /** Ways in which people say something to the bot. */
  readonly ways: readonly string[];
  /** A link into a lab's reports that the chat shows to the bot. */
  readonly link: string;
  /** Golden cards that lose rows with buttons, because the vendor takes no more. */
  readonly cut: readonly string[];
  /** Makes each thing happen to a place or installation, and resolves to what the desk was told; or why it never happens there. */
  readonly happenings: Readonly<Record<LifecycleEvent["kind"], string | (() => Promise<readonly LifecycleEvent[]>)>>;
}
