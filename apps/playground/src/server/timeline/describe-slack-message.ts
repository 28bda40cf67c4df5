import type { EphemeralMessage, SlackMessage } from "@perfecto-bot/simulators/slack";
import { describeBotMessage } from "./describe-bot-message.ts";
import { oneLine } from "./one-line.ts";
import { plainSlackText } from "./plain-slack-text.ts";
import type { SlackNames } from "./slack-names.ts";
import type { Told } from "./told.ts";

/** A message that was posted, edited or deleted. */
export function describeSlackMessage(
  what: "message" | "edit" | "delete",
  message: SlackMessage,
  names: SlackNames,
): Told {
  const { channelId, ts, userId, botId, threadTs, versions } = message;
  const where = names.place(channelId);
  const atMs = what === "delete" ? names.now() : (versions.at(-1)?.at ?? names.now());
  const link = { chat: "slack", placeId: channelId, id: ts } as const;
  const says = saidIn(message, names);
  if (botId === undefined) {
    const text = `${names.person(userId)} ${DEEDS[what]} in ${where}: ${says}`;
    return { atMs, actor: "person", kind: "acted", text, tone: "normal", message: link };
  }
  return describeBotMessage(what, { atMs, message: link, where, inThread: threadTs !== undefined, says });
}

/** What one person alone sees. */
export function describeSlackWhisper(whisper: EphemeralMessage, names: SlackNames): Told | undefined {
  const { channelId, userId, from, deleted } = whisper;
  if (deleted) return undefined;
  const atMs = names.now();
  const text = saidIn(whisper, names);
  if (from === "slack") return { atMs, actor: "slack", kind: "failed-call", text, tone: "bad" };
  const to = `answered ${names.person(userId)} alone in ${names.place(channelId)}`;
  return { atMs, actor: "service", kind: "posted", text: `${to}: ${text}`, tone: "normal" };
}

const DEEDS = { message: "wrote", edit: "edited", delete: "deleted a message" } as const;

function saidIn({ text }: { readonly text: string }, names: SlackNames): string {
  return oneLine(plainSlackText(text.split("\n")[0] ?? "", names));
}
