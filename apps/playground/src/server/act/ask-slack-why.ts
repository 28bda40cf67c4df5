import type { EphemeralMessage, SlackSimulator } from "@perfecto-bot/simulators/slack";
import type { ActionAnswer } from "../../wire/action-answer.ts";
import { ActionError } from "./action-error.ts";
import { awaitHappening } from "./await-happening.ts";
import { findSlackSubject } from "./find-slack-subject.ts";
import { slackCommand } from "./slack-command.ts";

/** Asks the service, through Slack and as a person would, why a message is there. @throws {ActionError} */
export async function askSlackWhy(
  slack: SlackSimulator,
  { userId, channelId, ts }: { readonly userId: string; readonly channelId: string; readonly ts: string },
): Promise<ActionAnswer> {
  const message = slack.channel(channelId).find(ts);
  const whisper = slack.ephemerals(channelId, userId).find((one) => one.ts === ts);
  if (message === undefined && whisper === undefined)
    throw new ActionError("This message is no longer there, so the bot cannot be asked about it.");
  if (message === undefined || message.botId === undefined) {
    const what = message === undefined ? "This is an answer to what you asked" : "A person wrote this";
    throw new ActionError(`${what}: the bot says why of messages that it posted by itself.`);
  }
  const subject = findSlackSubject(message);
  if (subject === undefined)
    throw new ActionError(
      "This is an answer to what somebody asked, and about no build or test: there is nothing to explain.",
    );
  const answer = await awaitHappening(
    (listener: (heard: EphemeralMessage) => void) => slack.on("ephemeral", listener),
    (heard) => (heard.channelId === channelId && heard.userId === userId && !heard.deleted ? heard : undefined),
    async () => {
      const { notSent } = await slack.command({
        user: userId,
        channel: channelId,
        command: slackCommand,
        text: `why ${subject}`,
      });
      if (notSent !== undefined) throw new ActionError(`Slack could not tell the bot: ${notSent}.`);
    },
  );
  if (answer.from === "slack") throw new ActionError(`The bot did not answer: ${answer.text}.`);
  return { ok: true, slack: { text: answer.text, blocks: answer.blocks } };
}
