import { parseConversationKey } from "@perfecto-bot/domain";
import type { Clock } from "../ports/clock.ts";
import type { Ledger } from "../ports/ledger.ts";
import { WORK_KINDS, type WorkSchedule } from "../ports/work-schedule.ts";

const DAY_MS = 24 * 60 * 60_000;

/** What trying again needs. */
export interface RetryParts {
  readonly schedule: WorkSchedule;
  readonly ledger: Pick<Ledger, "revive">;
  readonly now: Clock;
}

/** Makes due at once all work that failed, as after an upgrade that mends what it failed on. Answers how much that is. */
export async function retryFailedWork({ schedule, now }: Pick<RetryParts, "schedule" | "now">): Promise<number> {
  let failed = 0;
  for (const kind of WORK_KINDS) {
    failed += (await schedule.failing(kind, 1)).length;
    await schedule.retryFailed(kind, now());
  }
  return failed;
}

/**
 * Makes due at once the messages that wait, in every conversation that has some, with what could not be posted there within
 * the last day. Answers how many conversations that are.
 */
export async function retryMail({ schedule, ledger, now }: RetryParts): Promise<number> {
  const conversations = await schedule.subjects("outbox");
  for (const key of conversations) await ledger.revive(parseConversationKey(key), now() - DAY_MS, now());
  return conversations.length;
}
