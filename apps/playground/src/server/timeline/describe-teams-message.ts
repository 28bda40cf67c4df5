import type { TeamsMessage } from "@perfecto-bot/simulators/teams";
import { placeOfConversation } from "../views/view-teams-message.ts";
import { describeBotMessage } from "./describe-bot-message.ts";
import { oneLine } from "./one-line.ts";
import type { TeamsNames } from "./teams-names.ts";
import type { Told } from "./told.ts";

/** A message that was posted, edited or deleted. */
export function describeTeamsMessage(
  what: "message" | "edit" | "delete",
  message: TeamsMessage,
  names: TeamsNames,
): Told {
  const { id, conversationId, rootId, from, versions, isBots } = message;
  const placeId = placeOfConversation(conversationId);
  const where = names.place(placeId);
  const atMs = what === "delete" ? names.now() : (versions.at(-1)?.at ?? names.now());
  const link = { chat: "teams", placeId, id } as const;
  const says = oneLine(plain(message.summary || message.text).split("\n")[0] ?? "");
  if (!isBots) {
    const text =
      what === "message" ? `${from.name} wrote in ${where}: ${says}` : `${from.name} changed a message in ${where}`;
    return { atMs, actor: "person", kind: "acted", text, tone: "normal", message: link };
  }
  return describeBotMessage(what, { atMs, message: link, where, inThread: rootId !== undefined, says });
}

/** `<at>Perfecto</at> help` as "@Perfecto help". */
function plain(text: string): string {
  return text.replace(/<at>(.*?)<\/at>/gu, "@$1");
}
