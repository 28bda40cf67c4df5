import type { TimelineEntry } from "../../wire/timeline-entry.ts";
import type { Told } from "./told.ts";

/** A message of the bot, in either chat. */
export interface BotMessage {
  readonly atMs: number;
  readonly message: NonNullable<TimelineEntry["message"]>;
  /** Its place, as people name it. */
  readonly where: string;
  readonly inThread: boolean;
  /** Its first line. */
  readonly says: string;
}

/** That the bot posted, edited or deleted a message. */
export function describeBotMessage(
  what: "message" | "edit" | "delete",
  { atMs, message, where, inThread, says }: BotMessage,
): Told {
  const told = { atMs, actor: "service", message } as const;
  switch (what) {
    case "message": {
      const how = inThread ? "answered in a thread of" : "posted in";
      return { ...told, kind: "posted", text: `${how} ${where}: ${says}`, tone: "normal" };
    }
    case "edit": {
      const fold = `${message.chat} edit ${message.placeId} ${message.id}`;
      return { ...told, kind: "edited", text: `edited in ${where}: ${says}`, tone: "quiet", fold };
    }
    case "delete":
      return { ...told, kind: "edited", text: `deleted a message in ${where}`, tone: "quiet" };
  }
}
