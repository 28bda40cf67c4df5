import type { JsonObject, JsonValue } from "../../slack/json-value.ts";
import { arrayOf, isJsonObject, objectOf, stringOf } from "../../slack/json-value.ts";
import type { CardProblem } from "../cards/check-card.ts";
import { checkCard } from "../cards/check-card.ts";

/** The content type of an Adaptive Card. */
export const adaptiveCardType = "application/vnd.microsoft.card.adaptive";

/** What a message said from one moment on. */
export interface MessageVersion {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** The activity as it was sent. */
  readonly activity: JsonObject;
  readonly text: string;
  /** The line in notifications and in the activity feed. */
  readonly summary: string;
  readonly attachments: readonly JsonValue[];
  /** The Adaptive Cards among the attachments. */
  readonly cards: readonly JsonObject[];
  readonly problems: readonly CardProblem[];
  /** Whether some client shows nothing at all for it. */
  readonly blank: boolean;
}

/** Reads what an activity says. */
export const versionOf = (activity: JsonObject, at: number): MessageVersion => {
  const attachments = arrayOf(activity["attachments"]);
  const cards = attachments
    .map(objectOf)
    .filter((attachment) => attachment["contentType"] === adaptiveCardType)
    .map((attachment) => objectOf(attachment["content"]));
  const problems = cards.flatMap((card) => checkCard(card));
  return {
    at,
    activity,
    text: stringOf(activity["text"]),
    summary: stringOf(activity["summary"]),
    attachments,
    cards,
    problems,
    blank: problems.some(({ blanks }) => blanks),
  };
};

/** Who wrote a message. */
export interface Author {
  /** `28:…` for the bot, `29:…` for a person. */
  readonly id: string;
  readonly name: string;
}

/** A stored message, with everything it ever said. Its newest version is what it shows. */
export class TeamsMessage {
  readonly id: string;
  /** The id of its conversation on the wire: of its thread in a channel, else of its chat. */
  readonly conversationId: string;
  /** The root of its thread; a root itself and a chat's message have none. */
  readonly rootId: string | undefined;
  readonly from: Author;
  /** Every version, the first as posted. Never empty. */
  readonly versions: MessageVersion[];
  /** Cards that single persons see instead, by user id: what the bot answered their actions with. */
  readonly views = new Map<string, JsonObject>();
  deleted = false;
  private shown: MessageVersion;

  constructor(
    fields: Pick<TeamsMessage, "id" | "conversationId" | "from"> & { readonly rootId?: string },
    first: MessageVersion,
  ) {
    this.id = fields.id;
    this.conversationId = fields.conversationId;
    this.rootId = fields.rootId;
    this.from = fields.from;
    this.versions = [first];
    this.shown = first;
  }

  /** Says something else from now on, to everybody. */
  revise(version: MessageVersion): void {
    this.versions.push(version);
    this.shown = version;
    this.views.clear();
  }

  /** Whether the bot wrote it. */
  get isBots(): boolean {
    return this.from.id.startsWith("28:");
  }
  get activity(): JsonObject {
    return this.shown.activity;
  }
  get text(): string {
    return this.shown.text;
  }
  get summary(): string {
    return this.shown.summary;
  }
  /** The first Adaptive Card, as everybody sees it. */
  get card(): JsonObject | undefined {
    return this.shown.cards[0];
  }
  get blank(): boolean {
    return this.shown.blank;
  }
  get problems(): readonly CardProblem[] {
    return this.shown.problems;
  }

  /** The card one person sees. */
  cardFor(userId: string): JsonObject | undefined {
    return this.views.get(userId) ?? this.card;
  }
}

/** A card inside an attachment or bare; undefined where it is neither. */
export const cardIn = (value: JsonValue | undefined): JsonObject | undefined => {
  if (!isJsonObject(value)) return undefined;
  if (value["type"] === "AdaptiveCard") return value;
  return isJsonObject(value["content"]) ? cardIn(value["content"]) : undefined;
};
