import { useEffect, useState } from "react";
import type { SlackMessageView } from "../../wire/slack-state.ts";
import type { Conversation } from "./conversation.ts";
import { countUnread } from "./conversation.ts";

/**
 * How many messages are new to a person in each conversation but the one that is open. Everything that was there when
 * the page opened is taken as read.
 */
export function useReads(
  messages: readonly SlackMessageView[],
  conversations: readonly Conversation[],
  userId: string,
  openId: string,
): ReadonlyMap<string, number> {
  const newestTs = messages.at(-1)?.ts ?? "0";
  const [startTs] = useState(newestTs);
  const [reads, setReads] = useState<ReadonlyMap<string, string>>(new Map());
  useEffect(() => {
    setReads((before) => new Map(before).set(`${userId} ${openId}`, newestTs));
  }, [userId, openId, newestTs]);
  return new Map(
    conversations
      .filter(({ id }) => id !== openId)
      .map(({ id }) => [id, countUnread(messages, id, userId, reads.get(`${userId} ${id}`) ?? startTs)]),
  );
}
