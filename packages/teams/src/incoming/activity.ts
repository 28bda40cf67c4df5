import type { Conversation } from "@perfecto-bot/domain";
import { fieldsOf, type Fields } from "../fields-of.ts";

/** What sort of place an activity comes from. */
export type PlaceKind = "channel" | "group-chat" | "personal";

/** Somebody called in a text: the very tag in the text, and who is meant. */
export interface ActivityMention {
  readonly text: string;
  readonly id: string;
  readonly aadObjectId?: string | undefined;
  readonly name?: string | undefined;
  /** It is a tag, a channel or a team, not a person. */
  readonly isPlace?: true;
}

/** Who did something. `id` is their directory id, or else `mri`, the bot's own id of them. */
export interface ActivityPerson {
  readonly id: string;
  readonly mri: string;
  readonly name?: string | undefined;
}

/** The team in which something happened. */
export interface ActivityTeam {
  readonly id: string;
  readonly name?: string | undefined;
}

/** Something Teams told us, as far as we use it. All but `text` and `value` is Teams' own word. */
export interface Activity {
  readonly type: string;
  readonly id?: string | undefined;
  /** Of invokes: what is asked for. */
  readonly name?: string | undefined;
  /** Of installation updates: `add`, `remove`, `add-upgrade`, `remove-upgrade`. */
  readonly action?: string | undefined;
  readonly serviceUrl: string;
  readonly conversation: Conversation;
  readonly placeKind: PlaceKind;
  /** The conversation's id as Teams wrote it; in channels with `;messageid=` of the thread. */
  readonly threadId: string;
  readonly person?: ActivityPerson | undefined;
  /** The bot's own id: `28:` and the app id. */
  readonly botMri: string;
  readonly text: string;
  readonly mentions: readonly ActivityMention[];
  /** What a card or an invoke carries. Foreign. */
  readonly value: unknown;
  /** The message a card's button is on. */
  readonly replyToId?: string | undefined;
  readonly team?: ActivityTeam | undefined;
  /** Of an installation in a team: the channel that was chosen for the bot to begin in. */
  readonly selectedChannelId?: string | undefined;
  readonly channelName?: string | undefined;
  /** Of conversation updates, such as `channelDeleted`. */
  readonly eventType?: string | undefined;
  readonly membersAdded: readonly string[];
  readonly membersRemoved: readonly string[];
  /** IANA zone of the person. */
  readonly timeZone?: string | undefined;
}

/**
 * An activity in our own words, or nothing where it does not say who tells what about which place. Pure, tolerant of
 * everything it does not need.
 * @see https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/conversation-basics
 * @see https://learn.microsoft.com/microsoftteams/platform/resources/bot-v3/bots-conversations
 */
export function readActivity(body: Fields): Activity | undefined {
  const data = fieldsOf(body["channelData"]);
  const place = fieldsOf(body["conversation"]);
  const team = fieldsOf(data["team"]);
  const channel = fieldsOf(data["channel"]);
  const type = textOf(body["type"]);
  const serviceUrl = textOf(body["serviceUrl"]);
  const workspace = tenantOf(body);
  const threadId = textOf(place["id"]);
  if (type === undefined || serviceUrl === undefined || workspace === undefined || threadId === undefined)
    return undefined;
  const placeKind = placeKindOf(textOf(place["conversationType"]), threadId, textOf(team["id"]));
  const bareId = withoutThread(threadId);
  const id = placeKind === "channel" ? (textOf(channel["id"]) ?? bareId) : bareId;
  return {
    type,
    serviceUrl,
    conversation: { channel: "teams", workspace, id },
    placeKind,
    threadId,
    botMri: textOf(fieldsOf(body["recipient"])["id"]) ?? "",
    text: textOf(body["text"]) ?? "",
    mentions: listOf(body["entities"]).flatMap(mentionOf),
    value: body["value"],
    membersAdded: listOf(body["membersAdded"]).flatMap(idOf),
    membersRemoved: listOf(body["membersRemoved"]).flatMap(idOf),
    id: textOf(body["id"]),
    name: textOf(body["name"]),
    action: textOf(body["action"]),
    person: personOf(fieldsOf(body["from"])),
    replyToId: textOf(body["replyToId"]),
    team: teamOf(team),
    selectedChannelId: textOf(fieldsOf(fieldsOf(data["settings"])["selectedChannel"])["id"]),
    channelName: textOf(channel["name"]),
    eventType: textOf(data["eventType"]),
    timeZone: textOf(body["localTimezone"]) ?? clientZoneOf(listOf(body["entities"])),
  };
}

/** The tenant an activity names; nothing where it names none, or two. */
export function tenantOf(body: Fields): string | undefined {
  const inData = textOf(fieldsOf(fieldsOf(body["channelData"])["tenant"])["id"]);
  const inPlace = textOf(fieldsOf(body["conversation"])["tenantId"]);
  if (inData !== undefined && inPlace !== undefined && inData !== inPlace) return undefined;
  return inData ?? inPlace;
}

/** A conversation's id without the thread: `19:…@thread.tacv2;messageid=1` is in `19:…@thread.tacv2`. */
export function withoutThread(threadId: string): string {
  return threadId.replace(/;messageid=.*$/u, "");
}

function placeKindOf(type: string | undefined, threadId: string, teamId: string | undefined): PlaceKind {
  if (type === "personal" || type === "channel") return type;
  if (type === "groupChat") return "group-chat";
  if (teamId !== undefined || /@thread\.(?:tacv2|skype)/u.test(threadId)) return "channel";
  return threadId.startsWith("19:") ? "group-chat" : "personal";
}

function personOf(from: Fields): ActivityPerson | undefined {
  const mri = textOf(from["id"]);
  if (mri === undefined) return undefined;
  return { id: textOf(from["aadObjectId"]) ?? mri, mri, name: textOf(from["name"]) };
}

function teamOf(team: Fields): ActivityTeam | undefined {
  const id = textOf(team["id"]);
  return id === undefined ? undefined : { id, name: textOf(team["name"]) };
}

function mentionOf(entity: unknown): readonly ActivityMention[] {
  const { type, text, mentioned } = fieldsOf(entity);
  const who = fieldsOf(mentioned);
  const id = textOf(who["id"]);
  if (type !== "mention" || typeof text !== "string" || id === undefined) return [];
  // Where nothing is said, it is a person: https://learn.microsoft.com/graph/api/resources/teamworktag
  const isPlace = who["type"] === undefined || who["type"] === "person" ? {} : { isPlace: true as const };
  return [{ text, id, aadObjectId: textOf(who["aadObjectId"]), name: textOf(who["name"]), ...isPlace }];
}

/** Invokes say it in their client's entity alone. */
function clientZoneOf(entities: readonly unknown[]): string | undefined {
  const client = entities.map(fieldsOf).find(({ type }) => type === "clientInfo");
  return textOf(client?.["timezone"]);
}

function idOf(member: unknown): readonly string[] {
  const id = textOf(fieldsOf(member)["id"]);
  return id === undefined ? [] : [id];
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
