import { buildKey, type BuildKey, type Conversation } from "@perfecto-bot/domain";
import type { Clock } from "../ports/clock.ts";
import type { Ledger, LedgerTopic } from "../ports/ledger.ts";
import type { Signals } from "../ports/signals.ts";
import { planBuild } from "./plan-build.ts";
import { planInput, readContext, type ContextParts, type PlanContext } from "./plan-context.ts";

const MOST_TRIES = 20;

/** What planning a build for a conversation needs. */
export interface ConversationParts extends ContextParts {
  readonly ledger: Pick<Ledger, "topic" | "project">;
  readonly signals: Pick<Signals, "lane">;
  readonly now: Clock;
}

/**
 * Makes a conversation want what it should see of a build, and nothing else of it. What is already known is read before what
 * rules it, and a newer projection is never overwritten: then all is read again.
 * @throws {Error} when others were faster twenty times in a row
 */
export async function planConversation(
  parts: ConversationParts,
  key: BuildKey,
  conversation: Conversation,
): Promise<void> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const seen = await parts.ledger.topic(conversation, key);
    const context = await readContext(parts, key);
    if (context === undefined || (await project(parts, context, conversation, seen))) return;
  }
  throw new Error(`the messages of ${key} change faster than they can be planned; they will be planned again`);
}

/** Writes down what a conversation should see, computed from what was read after `seen`. False where a newer one stands. */
export async function project(
  { ledger, signals, now }: Pick<ConversationParts, "ledger" | "signals" | "now">,
  context: PlanContext,
  conversation: Conversation,
  seen: LedgerTopic,
): Promise<boolean> {
  const { messages, withdrawn } = planBuild(planInput(context, conversation, seen));
  const topic = buildKey(context.picture.ref);
  const outcome = await ledger.project(
    { conversation, topic, seen: seen.version, messages, withdraw: withdrawn },
    now(),
  );
  if (outcome.kind === "conflict") return false;
  if (outcome.hasMail) await signals.lane(conversation);
  return true;
}
