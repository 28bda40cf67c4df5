import type { Delivery, RawRequest, Receipt } from "./traffic/delivery.ts";
import type { DialogReceipt, TaskSubmitInput } from "./traffic/dialog.ts";
import { taskFetch, taskSubmit } from "./traffic/dialog.ts";
import type { ExecuteInput, ExecuteReceipt } from "./traffic/execute.ts";
import { execute } from "./traffic/execute.ts";
import type { InboundTokenInput } from "./traffic/inbound-token.ts";
import type { InstallInput } from "./traffic/install.ts";
import { install, uninstall } from "./traffic/install.ts";
import { lifecycle } from "./traffic/lifecycle.ts";
import type { LinkQueryInput } from "./traffic/link-query.ts";
import { linkQuery } from "./traffic/link-query.ts";
import type { SayInput, SayReceipt } from "./traffic/say.ts";
import { say } from "./traffic/say.ts";
import type { SearchInput, SearchReceipt } from "./traffic/search-choices.ts";
import { searchChoices } from "./traffic/search-choices.ts";
import type { SubmitInput } from "./traffic/submit.ts";
import { submit } from "./traffic/submit.ts";
import type { TeamsContext } from "./traffic/teams-context.ts";
import type { Barred, Channel, Conversation } from "./world/conversation.ts";
import type { Dialog, Listener, Notice, TeamsHappenings } from "./world/event-hub.ts";
import type { TeamsMessage } from "./world/message.ts";
import type { Team, TeamsUser } from "./world/team.ts";
import type { ChannelSetup, ChatSetup, TeamSetup, UserSetup } from "./world/world-setup.ts";
import { addChannel, addChat, addTeam, addUser } from "./world/world-setup.ts";

/**
 * What a test, a terminal or a web page does with the simulated Teams: look at it, change it, and act as its people.
 * Users, teams, channels and chats are named by id or by name.
 */
export const createTestApi = (context: TeamsContext) => {
  const { world, traffic } = context;
  return {
    user: (idOrName: string): TeamsUser => world.user(idOrName),
    users: (): readonly TeamsUser[] => [...world.users.values()],
    team: (idOrName: string): Team => world.team(idOrName),
    teams: (): readonly Team[] => [...world.teams.values()],
    /** A channel by id, name, or `team/name`. */
    channel: (idOrName: string): Channel => world.channel(idOrName),
    channels: (team: string): readonly Channel[] => world.channelsOf(world.team(team)),
    /** A group chat. */
    chat: (idOrName: string): Conversation => world.groupChat(idOrName),
    /** The chat between the bot and a person. */
    personal: (user: string): Conversation => world.personal(world.user(user)),
    conversations: (): readonly Conversation[] => [...world.conversations.values()],
    /** Every message of every place, in no particular order of places. */
    messages: (): readonly TeamsMessage[] => [...world.conversations.values()].flatMap(({ messages }) => messages),
    /** What a person alone was told beside cards, oldest first. */
    notices: (user: string): readonly Notice[] => world.notices.filter(({ userId }) => userId === world.user(user).id),
    /** The dialog on a person's screen. */
    dialog: (user: string): Dialog | undefined => world.dialogs.get(world.user(user).id),
    /** Every attempt to tell the bot something, oldest first. */
    deliveries: traffic.deliveries as readonly Delivery[],
    /** Hears of one kind of happening. @returns a function that stops it. */
    on: <Kind extends keyof TeamsHappenings>(kind: Kind, listener: Listener<Kind>): (() => void) =>
      world.events.on(kind, listener),

    addUser: (setup: UserSetup): TeamsUser => addUser(world, setup),
    addTeam: (setup: TeamSetup): Team => addTeam(world, setup),
    addChannel: (team: string, setup: ChannelSetup): Channel => addChannel(world, world.team(team), setup),
    addChat: (setup: ChatSetup): Conversation => addChat(world, setup),

    /** Tells the bot here from now on. */
    useEndpoint(url: string): void {
      traffic.endpoint = url;
    },
    install: (input: InstallInput): Promise<readonly Receipt[]> => install(context, input),
    uninstall: (input: InstallInput): Promise<readonly Receipt[]> => uninstall(context, input),
    /** A person blocks the bot; posting is refused in the form of errors that is given. */
    block(input: { readonly user: string; readonly as?: Barred }): void {
      world.personal(world.user(input.user)).barred = input.as ?? "blocked-by-user";
    },
    unblock(input: { readonly user: string }): void {
      world.personal(world.user(input.user)).barred = undefined;
    },
    /** An administrator disables or enables the bot in a whole tenant. */
    setDisabledByAdmin(disabled: boolean, tenantId: string = world.bot.tenantId): void {
      if (disabled) world.disabledTenants.add(tenantId);
      else world.disabledTenants.delete(tenantId);
    },

    /** Somebody writes a message. */
    say: (input: SayInput): Promise<SayReceipt> => say(context, input),
    /** Somebody presses a button with Action.Execute. */
    execute: (input: ExecuteInput): Promise<ExecuteReceipt> => execute(context, input),
    /** Somebody presses a button with Action.Submit. */
    submit: (input: SubmitInput): Promise<Receipt> => submit(context, input),
    /** Somebody types in an input whose choices the bot searches for. */
    search: (input: SearchInput): Promise<SearchReceipt> => searchChoices(context, input),
    /** Somebody presses a button that opens a dialog. */
    taskFetch: (input: SubmitInput): Promise<DialogReceipt> => taskFetch(context, input),
    /** Somebody submits the dialog on their screen. */
    taskSubmit: (input: TaskSubmitInput): Promise<DialogReceipt> => taskSubmit(context, input),
    /** Somebody closes the dialog on their screen; the bot does not hear of it. */
    closeDialog: ({ user }: { readonly user: string }): void => world.setDialog(world.user(user).id, undefined),
    /** Somebody pastes a link. */
    linkQuery: (input: LinkQueryInput): Promise<Receipt> => linkQuery(context, input),
    ...lifecycle(context),

    /** A token as Teams sends it to the bot, or a forged one. */
    inboundToken: (input?: InboundTokenInput): Promise<string> => traffic.token(input),
    /** Sends any request to the bot, with any token. */
    rawActivity: (request: RawRequest): Promise<Receipt> => traffic.sendRaw(request),
  };
};
