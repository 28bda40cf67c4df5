import type { EphemeralMessage, SlackFile, SlackMessage } from "@perfecto-bot/simulators/slack";
import type { SlackFileView, SlackMessageView, SlackWhisperView } from "../../wire/slack-state.ts";

/** A message as everybody sees it now. Of a deleted one only its place is left; unfurled links are attachments. */
export function viewSlackMessage(message: SlackMessage): SlackMessageView {
  const { channelId, ts, userId, botId, threadTs, broadcast, deleted, unfurls = {} } = message;
  return {
    channelId,
    ts,
    userId,
    fromBot: botId !== undefined,
    ...(threadTs === undefined ? {} : { threadTs }),
    broadcast,
    text: deleted ? "" : message.text,
    blocks: deleted ? [] : message.blocks,
    attachments: deleted ? [] : [...message.attachments, ...Object.values(unfurls)],
    files: deleted ? [] : message.files.map(viewSlackFile),
    versions: message.versions.length,
    deleted,
  };
}

/** A message that one person alone sees. */
export function viewSlackWhisper(whisper: EphemeralMessage): SlackWhisperView {
  const { channelId, userId, ts, threadTs, from, text, blocks, deleted } = whisper;
  return {
    channelId,
    userId,
    ts,
    ...(threadTs === undefined ? {} : { threadTs }),
    from,
    text: deleted ? "" : text,
    blocks: deleted ? [] : blocks,
    deleted,
  };
}

function viewSlackFile({ id, title, name }: SlackFile): SlackFileView {
  return { id, title, name, url: `/api/slack/files/${encodeURIComponent(id)}` };
}
