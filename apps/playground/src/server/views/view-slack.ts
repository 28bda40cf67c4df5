import type { SlackSimulator, SlackView as SlackModal } from "@perfecto-bot/simulators/slack";
import { KEPT } from "../../wire/apply-event.ts";
import type { SlackModalView, SlackPersonView, SlackView } from "../../wire/slack-state.ts";
import { viewSlackChannel } from "./view-slack-channel.ts";
import { viewSlackMessage, viewSlackWhisper } from "./view-slack-message.ts";

/** What the page shows of Slack; without a simulated one, that it is not simulated. */
export function viewSlack(slack: SlackSimulator | undefined): SlackView {
  if (slack === undefined) return realSlack;
  const { name, botUserId, userGroups } = slack.workspace();
  const people = viewSlackPeople(slack);
  const channels = slack.channels();
  const messages = channels.flatMap(({ allMessages }) => allMessages.filter(({ deleted }) => !deleted));
  const whispers = channels.flatMap(({ id }) => people.flatMap((person) => slack.ephemerals(id, person.id)));
  return {
    simulated: true,
    workspace: name,
    botUserId,
    people,
    userGroups: userGroups.map(({ id, handle }) => ({ id, handle })),
    channels: channels.map((channel) => viewSlackChannel(channel, people)),
    messages: messages.toSorted(byTs).slice(-KEPT.messages).map(viewSlackMessage),
    whispers: whispers.toSorted(byTs).slice(-KEPT.whispers).map(viewSlackWhisper),
    modals: people.flatMap(({ id }) => {
      const modal = slack.openModal(id);
      return modal === undefined ? [] : [viewSlackModal(modal)];
    }),
  };
}

/** Everybody who is still there, the bot included. */
export function viewSlackPeople(slack: Pick<SlackSimulator, "workspace">): readonly SlackPersonView[] {
  return [...slack.workspace().users.values()]
    .filter(({ deleted }) => !deleted)
    .map(({ id, name, realName, isBot }) => ({ id, name, realName, isBot }));
}

/** A modal on somebody's screen. */
export function viewSlackModal({ id, userId, definition, hash, errors }: SlackModal): SlackModalView {
  return { id, userId, definition, hash, errors };
}

const realSlack: SlackView = {
  simulated: false,
  workspace: "",
  botUserId: "",
  people: [],
  userGroups: [],
  channels: [],
  messages: [],
  whispers: [],
  modals: [],
};

/** Seconds, a dot, six digits: as long as each other for centuries, so that texts compare like numbers. */
function byTs(a: { readonly ts: string }, b: { readonly ts: string }): number {
  return a.ts < b.ts ? -1 : a.ts > b.ts ? 1 : 0;
}
