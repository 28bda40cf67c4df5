import type { Conversation } from "@perfecto-bot/domain";
import { planConversation } from "../plan/plan-conversation.ts";
import type { DeskParts } from "./desk-parts.ts";

/**
 * Plans anew what a conversation sees of the builds it hears of, because what it wants has changed: what is not wanted any
 * more leaves its mailbox before this returns. A build that cannot be planned now is planned by the workers.
 */
export async function planHere(parts: DeskParts, conversation: Conversation): Promise<void> {
  const [waiting, open] = await Promise.all([parts.ledger.topicsWithMail(conversation), parts.pictures.openBuilds()]);
  await Promise.all(
    [...new Set([...waiting, ...open])].map(async (key) => {
      const { messages } = await parts.ledger.topic(conversation, key);
      if (messages.size === 0) return;
      await planConversation(parts, key, conversation).catch(() => parts.signals.plan(key));
    }),
  );
}
