import type { JsonObject } from "../../slack/json-value.ts";
import type { OfferedChoice, Offers } from "../cards/offered-choices.ts";
import { Channel, Conversation } from "./conversation.ts";
import type { Dialog, Notice } from "./event-hub.ts";
import { EventHub } from "./event-hub.ts";
import { Identifiers, threadId } from "./identifiers.ts";
import type { Author } from "./message.ts";
import { TeamsMessage, versionOf } from "./message.ts";
import type { Team, TeamsUser } from "./team.ts";

/** An input on a person's screen. */
export interface OfferPlace {
  readonly userId: string;
  /** A message's id, or `dialog`. */
  readonly place: string;
  readonly inputId: string;
}

const offerKey = ({ userId, place, inputId }: OfferPlace): string => JSON.stringify([userId, place, inputId]);

/** The bot under test, as Microsoft knows it. */
export interface BotIdentity {
  readonly appId: string;
  readonly appPassword: string;
  /** The tenant of the app's registration. */
  readonly tenantId: string;
  readonly name: string;
}

/** Everything Teams remembers. Changes of messages go through its methods, which tell the event hub. */
export class TeamsWorld {
  readonly bot: BotIdentity;
  readonly now: () => number;
  readonly identifiers: Identifiers;
  readonly events = new EventHub();
  readonly users = new Map<string, TeamsUser>();
  readonly teams = new Map<string, Team>();
  readonly conversations = new Map<string, Conversation>();
  readonly notices: Notice[] = [];
  /** The dialog each person has open, by user id. */
  readonly dialogs = new Map<string, Dialog>();
  /** Tenants whose administrators disabled the bot. */
  readonly disabledTenants = new Set<string>();
  private readonly offered = new Map<string, readonly OfferedChoice[]>();

  constructor(bot: BotIdentity, now: () => number, identifiers = new Identifiers()) {
    this.bot = bot;
    this.now = now;
    this.identifiers = identifiers;
  }

  /** The bot as the author of messages. */
  get botAccount(): Author {
    return { id: `28:${this.bot.appId}`, name: this.bot.name };
  }

  /** A person by id, object id, name, or user principal name (whole or up to the @). */
  findUser(idOrName: string): TeamsUser | undefined {
    const isMeant = ({ aadObjectId, name, userPrincipalName }: TeamsUser): boolean =>
      [aadObjectId, name, userPrincipalName, userPrincipalName.split("@")[0]].includes(idOrName);
    return this.users.get(idOrName) ?? [...this.users.values()].find(isMeant);
  }

  /** The same, but throws where there is none. */
  user(idOrName: string): TeamsUser {
    const found = this.findUser(idOrName);
    if (found) return found;
    throw new Error(`There is no user ${idOrName} in the simulated Teams: add it with addUser first.`);
  }

  /** A team by id or name. Throws where there is none. */
  team(idOrName: string): Team {
    const found = this.teams.get(idOrName) ?? [...this.teams.values()].find(({ name }) => name === idOrName);
    if (found) return found;
    throw new Error(`There is no team ${idOrName} in the simulated Teams: add it with addTeam first.`);
  }

  channelsOf(team: Team): Channel[] {
    const channels = [...this.conversations.values()].filter((one) => one instanceof Channel);
    return channels.filter((channel) => channel.team === team);
  }

  /** A channel by id, name, or `team/name`. Throws where there is none. */
  channel(idOrName: string): Channel {
    const isMeant = (one: Conversation): boolean =>
      one instanceof Channel && (one.id === idOrName || `${one.team.name}/${one.name}` === idOrName);
    const channels = [...this.conversations.values()].filter((one) => one instanceof Channel);
    const found = channels.find(isMeant) ?? channels.find(({ name }) => name === idOrName);
    if (found) return found;
    throw new Error(`There is no channel ${idOrName} in the simulated Teams: add it with addChannel first.`);
  }

  /** A group chat by id or name. Throws where there is none. */
  groupChat(idOrName: string): Conversation {
    const found = [...this.conversations.values()].find(
      ({ kind, id, name }) => kind === "groupChat" && (id === idOrName || name === idOrName),
    );
    if (found) return found;
    throw new Error(`There is no group chat ${idOrName} in the simulated Teams: add it with addChat first.`);
  }

  /** The chat between the bot and a person, made when there is none. */
  personal(user: TeamsUser): Conversation {
    const existing = [...this.conversations.values()].find(
      ({ kind, members }) => kind === "personal" && members.has(user.id),
    );
    if (existing) return existing;
    const { tenantId, name } = user;
    return this.addConversation(
      new Conversation({
        id: this.identifiers.personalChat(),
        kind: "personal",
        tenantId,
        name,
        members: new Set([user.id]),
      }),
    );
  }

  addConversation<Kind extends Conversation>(conversation: Kind): Kind {
    this.conversations.set(conversation.id, conversation);
    this.events.emit("place", conversation);
    return conversation;
  }

  /**
   * Whether the bot is in a conversation. A team's installation covers its standard channels; private and shared ones
   * add it themselves. A person who shares a team or chat with the bot can be written to.
   *
   * @see https://learn.microsoft.com/microsoftteams/platform/build-apps-for-shared-private-channels
   * @see https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages
   */
  hasBot(conversation: Conversation): boolean {
    if (conversation instanceof Channel) {
      return conversation.type === "standard" ? conversation.team.installed : conversation.installed;
    }
    if (conversation.installed || conversation.kind === "groupChat") return conversation.installed;
    const isShared = ({ installed, members }: { installed: boolean; members: ReadonlySet<string> }): boolean =>
      installed && !members.isDisjointFrom(conversation.members);
    return [...this.teams.values(), ...this.conversations.values()].some(isShared);
  }

  /** Stores a message: a reply where `rootId` is given, else a root of a channel or a chat's message. */
  post(conversation: Conversation, from: Author, activity: JsonObject, rootId?: string): TeamsMessage {
    const id = this.identifiers.message(this.now());
    const { kind } = conversation;
    const conversationId = kind === "channel" ? threadId(conversation.id, rootId ?? id) : conversation.id;
    const fields = { id, conversationId, from, ...(rootId === undefined ? {} : { rootId }) };
    const message = new TeamsMessage(fields, versionOf(activity, this.now()));
    conversation.append(message);
    this.events.emit("message", message);
    return message;
  }

  edit(message: TeamsMessage, activity: JsonObject): void {
    message.revise(versionOf(activity, this.now()));
    this.events.emit("edit", message);
  }

  remove(message: TeamsMessage): void {
    message.deleted = true;
    this.events.emit("delete", message);
  }

  showView(message: TeamsMessage, userId: string, card: JsonObject): void {
    message.views.set(userId, card);
    this.events.emit("view", { message, userId });
  }

  notify(notice: Notice): void {
    this.notices.push(notice);
    this.events.emit("notice", notice);
  }

  /** Adds what a search found to what a person can choose in an input of a message's card or of a dialog. */
  offer(where: OfferPlace, found: readonly OfferedChoice[]): void {
    const key = offerKey(where);
    this.offered.set(key, [...(this.offered.get(key) ?? []), ...found]);
  }

  /** What searches have offered a person there so far. */
  offersTo(userId: string, place: string): Offers {
    return (inputId) => this.offered.get(offerKey({ userId, place, inputId })) ?? [];
  }

  setDialog(userId: string, dialog: Dialog | undefined): void {
    if (dialog) this.dialogs.set(userId, dialog);
    else this.dialogs.delete(userId);
    this.events.emit("dialog", { userId, dialog });
  }
}
