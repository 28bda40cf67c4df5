import type { Receipt, SlackSimulator, SuggestionReceipt } from "@perfecto-bot/simulators/slack";
import type { ActionAnswer } from "../../wire/action-answer.ts";
import type { PlaygroundAction } from "../../wire/playground-action.ts";
import type { World } from "../../world/world.ts";
import { viewSlackPeople } from "../views/view-slack.ts";
import { ActionError } from "./action-error.ts";
import { askSlackWhy } from "./ask-slack-why.ts";
import { slackCommand } from "./slack-command.ts";
import { writeCommandText, writeSlackText } from "./write-slack-text.ts";

/** What a person does in Slack. */
export type SlackAction = Extract<PlaygroundAction, { readonly kind: `slack-${string}` }>;

/** Does it by the simulated Slack, which tells the service. @throws {Error} one sentence */
export async function actInSlack({ slack }: Pick<World, "slack">, action: SlackAction): Promise<ActionAnswer> {
  if (slack === undefined) throw new ActionError("Slack is a real one here: write there.");
  const { userId: user } = action;
  switch (action.kind) {
    case "slack-say":
      return action.text.startsWith("/") ? sendCommand(slack, action) : say(slack, action);
    case "slack-click": {
      const { blockId, actionId, choose } = action;
      const choice = { user, blockId, actionId, ...(choose === undefined ? {} : { choose }) };
      return answerOf(await slack.click({ ...choice, ...placeOf(action) }));
    }
    case "slack-submit-modal":
      // What is wrong with the entries is shown in the modal itself.
      await slack.submitModal({ user, values: action.values });
      return { ok: true };
    case "slack-close-modal":
      await slack.closeModal({ user });
      return { ok: true };
    case "slack-suggest": {
      const { blockId, actionId, value } = action;
      const receipt = await slack.options({ user, blockId, actionId, value, ...placeOf(action) });
      const trouble = troubleOf(receipt);
      return { ok: true, options: receipt.options, ...(trouble === undefined ? {} : { trouble }) };
    }
    case "slack-why":
      return askSlackWhy(slack, action);
  }
}

function placeOf(action: Extract<SlackAction, { readonly kind: "slack-click" | "slack-suggest" }>) {
  return action.in === "modal"
    ? ({ in: action.in } as const)
    : { channel: action.in.channelId, messageTs: action.in.ts };
}

/** The menu says it itself: people who type on would be told with every letter. */
function troubleOf({ error, notSent, faults: [fault], timedOut }: SuggestionReceipt): string | undefined {
  if (error === undefined) return notSent === undefined ? undefined : `Slack did not ask the bot: ${notSent}.`;
  if (notSent !== undefined) return `${error}: ${notSent}.`;
  if (fault !== undefined) return `${error}: Slack refused what the bot gave (${fault}).`;
  return `${error}: the bot ${timedOut ? "did not answer in time" : "cannot be reached"}.`;
}

type Said = Extract<SlackAction, { readonly kind: "slack-say" }>;

async function sendCommand(slack: SlackSimulator, { userId, channelId, text, threadTs }: Said): Promise<ActionAnswer> {
  const [, command = "/", words = ""] = /^(\/\S*)\s*(.*)$/su.exec(text) ?? [];
  if (command !== slackCommand) throw new ActionError(`${command} is not a valid command.`);
  if (threadTs !== undefined)
    throw new ActionError(
      `Slack has no slash commands in threads: type ${command} in the channel, or mention @perfecto here.`,
    );
  const channel = memberChannel(slack, userId, channelId).id;
  return answerOf(
    await slack.command({ user: userId, channel, command, text: writeCommandText(words, directoryOf(slack)) }),
  );
}

async function say(slack: SlackSimulator, { userId, channelId, text, threadTs }: Said): Promise<ActionAnswer> {
  const channel = memberChannel(slack, userId, channelId);
  if (threadTs !== undefined && channel.find(threadTs) === undefined)
    throw new ActionError("The message that you reply to is no longer there.");
  await slack.say({
    user: userId,
    channel: channel.id,
    text: writeSlackText(text, directoryOf(slack)),
    ...(threadTs === undefined ? {} : { threadTs }),
  });
  // Said is said, also where the bot does not hear of it; Slack tells it again by itself.
  return { ok: true };
}

function memberChannel(
  slack: SlackSimulator,
  userId: string,
  channelId: string,
): ReturnType<SlackSimulator["channel"]> {
  // The direct message with the bot is named by the bot until somebody has begun it.
  const isBot = channelId === slack.workspace().botUserId;
  const channel = isBot ? slack.directMessage(userId) : slack.channel(channelId);
  if (channel.archived) throw new ActionError(`#${channel.name} is archived: nobody can write there.`);
  if (!channel.members.has(userId)) throw new ActionError("You are not a member of this conversation.");
  return channel;
}

function directoryOf(slack: SlackSimulator) {
  return { people: viewSlackPeople(slack), userGroups: slack.workspace().userGroups };
}

function answerOf({ acknowledged, notSent, timedOut }: Receipt): ActionAnswer {
  if (notSent !== undefined) return { ok: false, message: `Slack did not tell the bot: ${notSent}.` };
  if (acknowledged) return { ok: true };
  const why = timedOut ? "did not answer in time" : "cannot be reached";
  return { ok: false, message: `The service ${why}; try again in a moment.` };
}
