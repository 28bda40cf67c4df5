import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Budget, BudgetAnswer, Claim, Clock, RateBudgets } from "@perfecto-bot/pipeline";
import { createGate, type Gate } from "./create-gate.ts";

/** May a request be sent, at once or after a wait? */
export type Passage =
  | { readonly kind: "passed" }
  /** The lab is closed for longer than is worth waiting. */
  | { readonly kind: "closed"; readonly retryAfterMs: number }
  /** The budget could not be asked, which says nothing about the lab. */
  | { readonly kind: "budget-unavailable"; readonly cause: unknown };

/**
 * On whose behalf a request is sent: to keep cards up to date; to answer a person, who leaves room for the former; or for
 * what can wait, which leaves room for both.
 */
export type Errand = "watching" | "question" | "background";

/** The way every request of a lab goes through. */
export interface Turnstile {
  /** Resolves when it is decided. Rejects only when the signal aborts. */
  readonly pass: (signal: AbortSignal, errand: Errand) => Promise<Passage>;
  /** Nobody passes for this long, on any replica: the lab said so. Never rejects. */
  readonly close: (forMs: number) => Promise<void>;
}

/** What a rest saves up, in seconds of the budget: a person's question may run ahead of it. */
const savedUpS = 3;

/** How an errand makes room for those before it. */
interface Manners {
  readonly priority: number;
  /** The share of what is saved up that it leaves to them. */
  readonly spare: number;
  /** It waits so long for them, then its next request counts like any other: it comes to its end. */
  readonly yieldsMs: number;
}

const FIRST: Manners = { priority: 1, spare: 0, yieldsMs: 0 };
const manners: Readonly<Record<Errand, Manners>> = {
  watching: FIRST,
  question: { priority: 3, spare: 0.1, yieldsMs: 2_000 },
  background: { priority: 4, spare: 0.2, yieldsMs: 3_000 },
};
const longestWaitMs = 30_000;
const shortestWaitMs = 5;

/**
 * A turnstile on the lab's shared budget, `lab:<id>`. One request of this process and errand asks the budget at a time, in
 * the order they came, so that a long queue does not ask in vain, and many questions hold up no card. Without `budgets`
 * every request passes.
 */
export function createTurnstile(options: {
  readonly lab: string;
  readonly budgets: RateBudgets | undefined;
  /** The same budgets by a way that fails soon: somebody waits for a question. */
  readonly budgetsForQuestions: RateBudgets | undefined;
  readonly requestsPerSecond: number;
  readonly now: Clock;
}): Turnstile {
  const { budgets, now } = options;
  const asked: Readonly<Record<Errand, RateBudgets | undefined>> = {
    watching: budgets,
    question: options.budgetsForQuestions,
    background: budgets,
  };
  const budget: Budget = {
    scope: `lab:${options.lab}`,
    max: options.requestsPerSecond,
    perMs: 1000,
    burst: Math.max(1, Math.floor(options.requestsPerSecond * savedUpS)),
  };
  const queues: Readonly<Record<Errand, Gate>> = {
    watching: createGate(1),
    question: createGate(1),
    background: createGate(1),
  };
  const processId = randomUUID();

  function claimOf(errand: Errand, waitedMs: number): Claim {
    const { priority, spare } = waitedMs < manners[errand].yieldsMs ? manners[errand] : FIRST;
    return { waiter: `${processId}/${errand}`, priority, spare };
  }

  async function takeOne(signal: AbortSignal, errand: Errand): Promise<Passage> {
    const firstMs = now();
    for (;;) {
      signal.throwIfAborted();
      let answer: BudgetAnswer;
      try {
        answer = (await asked[errand]?.take([budget], claimOf(errand, now() - firstMs))) ?? { granted: true };
      } catch (error) {
        return { kind: "budget-unavailable", cause: error };
      }
      if (answer.granted) return { kind: "passed" };
      const waitMs = Math.max(shortestWaitMs, answer.retryAfterMs);
      if (waitMs > longestWaitMs) return { kind: "closed", retryAfterMs: waitMs };
      await sleep(waitMs, undefined, { signal });
    }
  }

  return {
    pass: (signal, errand) => queues[errand].run(() => takeOne(signal, errand), signal),
    close: async (forMs) => {
      try {
        await budgets?.block(budget.scope, forMs);
      } catch {
        // The lab's failure is being handled and says more; the next pass meets the broken budget again.
      }
    },
  };
}
