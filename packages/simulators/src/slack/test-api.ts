import type { ClickInput } from "./traffic/click-element.ts";
import { clickElement } from "./traffic/click-element.ts";
import type { Delivery, Receipt } from "./traffic/delivery.ts";
import type { CommandInput } from "./traffic/run-command.ts";
import { runCommand } from "./traffic/run-command.ts";
import type { SayInput, SayReceipt } from "./traffic/say.ts";
import { say } from "./traffic/say.ts";
import type { SignedRequest } from "./traffic/sign-request.ts";
import { signRequest } from "./traffic/sign-request.ts";
import type { SlackContext } from "./traffic/slack-context.ts";
import { channelNamed } from "./traffic/slack-context.ts";
import type { ModalValues, SubmitReceipt } from "./traffic/submit-modal.ts";
import { closeModal, submitModal } from "./traffic/submit-modal.ts";
import type { SuggestionInput, SuggestionReceipt } from "./traffic/suggest-options.ts";
import { suggestOptions } from "./traffic/suggest-options.ts";
import type { EventInput } from "./traffic/tell-event.ts";
import { tellEvent } from "./traffic/tell-event.ts";
import type { Channel } from "./world/channel.ts";
import type { EphemeralMessage, SlackFile, SlackUser, SlackView, Workspace } from "./world/entities.ts";
import type { Listener, SlackHappenings } from "./world/event-hub.ts";
import type { ChannelSetup, UserSetup, WorkspaceSetup } from "./world/world-setup.ts";
import { addChannel, addUser, addWorkspace } from "./world/world-setup.ts";

/**
 * What a test, a terminal or a web page does with the simulated Slack: look at it, change it, and act as its people.
 * Users and channels are named by id or by name.
 */
export const createTestApi = (context: SlackContext) => {
  const { world, traffic } = context;
  const workspace = (teamId?: string): Workspace => {
    const found = teamId === undefined ? [...world.workspaces.values()][0] : world.workspaces.get(teamId);
    if (found) return found;
    throw new Error(`There is no workspace ${teamId ?? ""} in the simulated Slack.`);
  };
  const userId = (idOrName: string): string => world.person(idOrName).user.id;

  return {
    /** A workspace by id; the first one unless given. */
    workspace,
    /** The newest living bot token of a workspace. Throws where the app is not installed. */
    botToken(teamId?: string): string {
      const { tokens, name } = workspace(teamId);
      const alive = tokens.findLast((token) => token.state === "active");
      if (alive) return alive.token;
      throw new Error(`The app is not installed in ${name}.`);
    },
    channel: (idOrName: string): Channel => channelNamed(world, idOrName),
    channels: (): readonly Channel[] => [...world.channels.values()],
    /** The direct message between the bot and a person. */
    directMessage(user: string): Channel {
      const person = world.person(user);
      return world.directMessage(person.workspace, person.user.id);
    },
    /** What a person alone sees in a channel, oldest first, Slack's own notices included. */
    ephemerals(channel: string, user: string): readonly EphemeralMessage[] {
      const id = userId(user);
      const channelId = channelNamed(world, channel).id;
      return world.ephemerals.filter((e) => e.channelId === channelId && e.userId === id && !e.deleted);
    },
    /** The modal on top of a person's screen. */
    openModal: (user: string): SlackView | undefined => world.views.top(userId(user)),
    modalStack: (user: string): readonly SlackView[] => world.views.stack(userId(user)),
    home: (user: string): SlackView | undefined => world.views.home(userId(user)),
    file: (id: string): SlackFile | undefined => world.files.get(id),
    /** Every attempt to tell the app something, oldest first. */
    deliveries: traffic.deliveries as readonly Delivery[],
    /** Hears of one kind of happening. @returns a function that stops it. */
    on: <Kind extends keyof SlackHappenings>(kind: Kind, listener: Listener<Kind>): (() => void) =>
      world.events.on(kind, listener),

    addWorkspace: (setup: WorkspaceSetup): Workspace => addWorkspace(world, setup),
    addUser: (setup: UserSetup, teamId?: string): SlackUser => addUser(world, workspace(teamId), setup),
    addChannel: (setup: ChannelSetup, teamId?: string): Channel => addChannel(world, workspace(teamId), setup),

    /** Somebody sends a slash command. */
    command: (input: CommandInput): Promise<Receipt> => runCommand(context, input),
    /** Somebody writes a message, in a channel or to the bot. */
    say: (input: SayInput): Promise<SayReceipt> => say(context, input),
    /** Somebody writes a message that begins by mentioning the bot. */
    mention(input: SayInput): Promise<SayReceipt> {
      const { botUserId } = world.person(input.user).workspace;
      return say(context, { ...input, text: `<@${botUserId}> ${input.text}` });
    },
    /** Somebody presses a button, or chooses in a menu. */
    click: (input: ClickInput): Promise<Receipt> => clickElement(context, input),
    /** Somebody fills in and submits the modal on top. */
    submitModal: (input: { readonly user: string; readonly values?: ModalValues }): Promise<SubmitReceipt> =>
      submitModal(context, input),
    closeModal: (input: { readonly user: string }): Promise<Receipt> => closeModal(context, input),
    /** Somebody types in a menu whose options come from the app. */
    options: (input: SuggestionInput): Promise<SuggestionReceipt> => suggestOptions(context, input),
    /** Tells the app of any event, or of one again. */
    event: (input: EventInput, teamId?: string): Promise<Receipt> => tellEvent(context, workspace(teamId), input),
    /** A request signed as Slack signs, or forged with another secret or time. It is not sent. */
    signedRequest: (request: {
      readonly body: string;
      readonly timestampS?: number;
      readonly secret?: string;
      readonly contentType?: string;
    }): SignedRequest =>
      signRequest({ secret: world.app.signingSecret, timestampS: Math.floor(world.now() / 1000), ...request }),
  };
};
