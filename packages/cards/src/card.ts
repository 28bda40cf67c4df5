import type { Mention } from "@perfecto-bot/domain";
import type { Picture } from "./picture.ts";

/** The verdict a card carries, always shown as a word and an icon, never by colour alone. */
export type CardStatus = "running" | "passed" | "failed" | "blocked" | "unknown" | "info" | "warning";

/** A piece of a line. Text is foreign unless we wrote it: every channel escapes it and it can never mention or link. */
export type Run =
  | { readonly kind: "text"; readonly text: string; readonly style?: "bold" | "code" }
  /** Only http and https links; a channel shows the text alone where the address is anything else. */
  | { readonly kind: "link"; readonly text: string; readonly url: string; readonly style?: "bold" }
  | { readonly kind: "mention"; readonly mention: Mention }
  /** A moment (epoch ms), shown in the reader's own zone. */
  | { readonly kind: "time"; readonly atMs: number; readonly show: "time" | "date" | "date-time" };

/** One line of text. */
export type Line = readonly Run[];

/** How much a block matters when a card must shrink: details go first, the core stays. */
export type Weight = "core" | "detail";

/** A part of a card's body, top to bottom. */
export type Block =
  | { readonly kind: "text"; readonly line: Line; readonly subtle?: boolean; readonly weight: Weight }
  | {
      readonly kind: "facts";
      readonly facts: readonly { readonly label: string; readonly value: Line }[];
      readonly weight: Weight;
    }
  /** Rows that may be cut from the end; what was cut is counted and linked. */
  | {
      readonly kind: "list";
      readonly title?: string;
      readonly rows: readonly Line[];
      readonly more?: { readonly count: number; readonly url?: string };
      readonly weight: Weight;
    }
  /** Preformatted text, such as an error message. */
  | { readonly kind: "code"; readonly text: string; readonly weight: Weight }
  | {
      readonly kind: "progress";
      readonly done: number;
      readonly total: number;
      readonly label: string;
      readonly weight: Weight;
    }
  /** A picture that is drawn for the card. Everything it says stands in words too, so a card may go without it. */
  | { readonly kind: "picture"; readonly picture: Picture; readonly alt: string; readonly weight: Weight }
  | {
      readonly kind: "table";
      readonly columns: readonly string[];
      readonly rows: readonly (readonly Line[])[];
      readonly weight: Weight;
    }
  /** A row that has buttons of its own, such as one subscription of a list. */
  | {
      readonly kind: "item";
      readonly lines: readonly Line[];
      readonly buttons: readonly Button[];
      readonly weight: Weight;
    }
  | { readonly kind: "divider"; readonly weight: Weight };

/** A button: a link, or an action that the service authorises again when it is pressed. */
export type Button =
  | { readonly kind: "link"; readonly label: string; readonly url: string }
  | {
      readonly kind: "action";
      readonly label: string;
      /** What it does: one of a closed list, see {@link ButtonAction}. */
      readonly action: ButtonAction;
      /** An opaque id: a subscription's, a mute's, an execution's, a build key, an answer's with its page. */
      readonly subject: string;
      readonly style?: "primary" | "danger";
      /** Asked before it is done. */
      readonly confirm?: string;
    };

/** Every action a button can ask for. */
export const BUTTON_ACTIONS = [
  "subscription-edit",
  "subscription-pause",
  "subscription-resume",
  "subscription-remove",
  "subscription-restore",
  "subscription-add",
  "mute-test",
  "mute-build",
  "mute-end",
  "why-build",
  "help",
  "answer-more",
  "answer-first",
  "answer-share",
  "answer-subscribe",
] as const;

/** One of {@link BUTTON_ACTIONS}. */
export type ButtonAction = (typeof BUTTON_ACTIONS)[number];

/** Which card it is: the name of the function that made it. */
export type CardKind =
  | "build"
  | "failure"
  | "more-failures"
  | "attention"
  | "attempt"
  | "subscription"
  | "subscriptions"
  | "mute"
  | "help"
  | "mistakes"
  | "notice"
  | "status"
  | "why"
  | "answer";

/** The neutral content of a message: plain data without vendor types. */
export interface Card {
  readonly kind: CardKind;
  readonly status: CardStatus;
  /** The first line: the whole verdict, readable in a phone notification. Shown after the status icon. */
  readonly title: Line;
  readonly body: readonly Block[];
  readonly buttons: readonly Button[];
  /** The whole meaning as plain text, for notifications and screen readers. */
  readonly fallback: string;
}

/** A choice of a form's select input. */
export interface FormOption {
  readonly value: string;
  readonly label: string;
}

/** What names a form can look up in a lab. */
export const LOOKUPS = ["job", "device", "tag", "owner"] as const;

/** One of {@link LOOKUPS}. */
export type LookupOf = (typeof LOOKUPS)[number];

/** One input of a form. `value` is what it starts with. */
export type FormInput =
  | {
      readonly kind: "text";
      readonly id: string;
      readonly label: string;
      readonly hint?: string;
      readonly placeholder?: string;
      readonly value?: string;
      readonly optional: boolean;
    }
  | {
      readonly kind: "select";
      readonly id: string;
      readonly label: string;
      readonly hint?: string;
      readonly options: readonly FormOption[];
      readonly value: string;
    }
  /** Names that a lab knows, found while typing. What was typed can always be chosen too: a pattern, a new name. */
  | {
      readonly kind: "lookup";
      readonly id: string;
      readonly label: string;
      readonly hint?: string;
      readonly placeholder?: string;
      readonly of: LookupOf;
      /** Whether several names can be chosen. */
      readonly several: boolean;
      readonly value: readonly string[];
      readonly optional: boolean;
    }
  /** People and groups of the vendor's directory; values are mentions. */
  | {
      readonly kind: "people";
      readonly id: string;
      readonly label: string;
      readonly hint?: string;
      readonly value: readonly Mention[];
    };

/** A form, shown as a modal or as a card with inputs. */
export interface Form {
  readonly kind: "subscribe" | "edit-subscription";
  readonly title: string;
  readonly submitLabel: string;
  /** An opaque id carried to the submission: the subscription being edited. */
  readonly subject?: string;
  readonly intro?: Line;
  readonly inputs: readonly FormInput[];
}

/** What came back from a form, by input id: texts and chosen options, names of lookups, people as mentions. */
export interface FormValues {
  readonly texts: Readonly<Record<string, string>>;
  readonly names: Readonly<Record<string, readonly string[]>>;
  readonly people: Readonly<Record<string, readonly Mention[]>>;
}
