import type { JsonObject, SlackSimulator } from "@perfecto-bot/simulators/slack";
import type { MessageDetails } from "../../wire/message-details.ts";

/** Everything a message of Slack ever said, or what a person alone was told; undefined where there is none. */
export function slackDetails(slack: SlackSimulator, channelId: string, ts: string): MessageDetails | undefined {
  const channel = slack.channels().find(({ id }) => id === channelId);
  if (channel === undefined) return undefined;
  const message = channel.allMessages.find((one) => one.ts === ts);
  if (message !== undefined) {
    return {
      versions: message.versions.map(({ at, text, blocks, attachments, metadata }) => ({
        atMs: at,
        text,
        json: jsonOf({
          text,
          blocks,
          ...(attachments.length === 0 ? {} : { attachments }),
          ...(metadata && { metadata }),
        }),
      })),
    };
  }
  const people = [...slack.workspace().users.keys()];
  const whisper = people.flatMap((id) => slack.ephemerals(channelId, id)).find((one) => one.ts === ts);
  if (whisper === undefined) return undefined;
  const { text, blocks } = whisper;
  return { versions: [{ atMs: Number(ts) * 1000, text, json: jsonOf({ text, blocks }) }] };
}

function jsonOf(json: JsonObject): JsonObject {
  return json;
}
