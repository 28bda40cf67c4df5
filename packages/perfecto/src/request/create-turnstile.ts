import { setTimeout as sleep } from "node:timers/promises";
import type { Budget, Clock, RateBudgets } from "@perfecto-bot/pipeline";
import { createGate, type Gate } from "./create-gate.ts";

/** May a request be sent: at once or after a wait, or is the lab closed for longer than is worth waiting. */
export type Passage = { readonly passed: true } | { readonly passed: false; readonly retryAfterMs: number };

/** On whose behalf a request is sent: to keep cards up to date, or to answer a person, who leaves room for the former. */
export type Errand = "watching" | "question";

/** The way every request of a lab goes through. */
export interface Turnstile {
  /** Resolves when a request may be sent. Rejects when the signal aborts, or where the budget cannot be asked. */
  readonly pass: (signal: AbortSignal, errand: Errand) => Promise<Passage>;
  /** Nobody passes for this long, on any replica: the lab said so. Never rejects. */
  readonly close: (forMs: number) => Promise<void>;
}

/** What a rest saves up, in seconds of the budget: a person's question may run ahead of it. */
const savedUpS = 3;
/** The share of what is saved up that questions leave to the watching of builds. */
const sparedByQuestions = 0.1;
/** A question waits so long for the watching of builds, then its next request counts like any other: it comes to its end. */
const questionYieldsMs = 2_000;
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
  readonly requestsPerSecond: number;
  readonly now: Clock;
}): Turnstile {
  const { budgets, now } = options;
  const budget: Budget = {
    scope: `lab:${options.lab}`,
    max: options.requestsPerSecond,
    perMs: 1000,
    burst: Math.max(1, Math.floor(options.requestsPerSecond * savedUpS)),
  };
  const queues: Readonly<Record<Errand, Gate>> = { watching: createGate(1), question: createGate(1) };

  async function takeOne(signal: AbortSignal, errand: Errand): Promise<Passage> {
    const firstMs = now();
    for (;;) {
      signal.throwIfAborted();
      const yields = errand === "question" && now() - firstMs < questionYieldsMs;
      const answer = (await budgets?.take([budget], now(), yields ? sparedByQuestions : 0)) ?? { granted: true };
      if (answer.granted) return { passed: true };
      const waitMs = Math.max(shortestWaitMs, answer.retryAtMs - now());
      if (waitMs > longestWaitMs) return { passed: false, retryAfterMs: waitMs };
      await sleep(waitMs, undefined, { signal });
    }
  }

  return {
    pass: (signal, errand) => queues[errand].run(() => takeOne(signal, errand), signal),
    close: async (forMs) => {
      try {
        await budgets?.block(budget.scope, now() + forMs);
      } catch {
        // The lab's failure is being handled and says more; the next pass meets the broken budget again.
      }
    },
  };
}
