import type { ConversationKey } from "@perfecto-bot/domain";
import { dueKey } from "../redis-work-schedule.ts";

/**
 * The ledger's keys. All live 30 days after the last write, unless another life is named.
 *
 * | key | shape |
 * |---|---|
 * | `ledger:<conversation>:<topic>` | hash: name → record, see `LedgerRecord` |
 * | `ledger-cards:<conversation>:<topic>` | hash: name → card as JSON |
 * | `ledger-topics:<conversation>` | sorted set of its topics by last write; older than 30 days are dropped at each write |
 * | `ledger-version:<conversation>:<topic>` | number of its projections; an hour where nothing is wanted |
 * | `ledger-where:<topic>` | set of the conversations that have messages of it |
 * | `mail:<conversation>` | sorted set of the messages to work on, by place |
 * | `mail-counter` | number that orders mail; one key, for ever |
 * | `dead:<conversation>` | sorted set of the last 200 dead messages by time |
 * | `lease:<conversation>` | the token of the lane's holder; as long as the lease |
 * | `lease-counter` | number that begins the tokens; one key, for ever |
 */
export interface LedgerKeys {
  readonly records: (conversation: ConversationKey, topic: string) => string;
  readonly cards: (conversation: ConversationKey, topic: string) => string;
  readonly topics: (conversation: ConversationKey) => string;
  readonly version: (conversation: ConversationKey, topic: string) => string;
  readonly where: (topic: string) => string;
  readonly mail: (conversation: ConversationKey) => string;
  /** Conversations with mail, by when they are due. */
  readonly due: string;
  readonly counter: string;
  readonly dead: (conversation: ConversationKey) => string;
  readonly lease: (conversation: ConversationKey) => string;
  readonly leases: string;
}

/** The keys under a prefix. */
export function ledgerKeys(prefix: string): LedgerKeys {
  return {
    records: (conversation, topic) => `${prefix}:ledger:${conversation}:${topic}`,
    cards: (conversation, topic) => `${prefix}:ledger-cards:${conversation}:${topic}`,
    topics: (conversation) => `${prefix}:ledger-topics:${conversation}`,
    version: (conversation, topic) => `${prefix}:ledger-version:${conversation}:${topic}`,
    where: (topic) => `${prefix}:ledger-where:${topic}`,
    mail: (conversation) => `${prefix}:mail:${conversation}`,
    due: dueKey(prefix, "outbox"),
    counter: `${prefix}:mail-counter`,
    dead: (conversation) => `${prefix}:dead:${conversation}`,
    lease: (conversation) => `${prefix}:lease:${conversation}`,
    leases: `${prefix}:lease-counter`,
  };
}
