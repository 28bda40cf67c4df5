import type { Budget } from "../ports/rate-budget.ts";

/** Sums of fractions are not exact: what is so little ahead is due now. */
const ROUNDING_MS = 0.01;

/** Everybody comes a little late, which adds up along the line: turns are told so much further apart than they could be. */
const APART = 1.01;

/** What was used of a budget. */
export interface BudgetUse {
  /** When the next call would be due if all were evenly spaced, ms. */
  readonly nextMs: number;
  readonly blockedUntilMs: number;
  /** When the last `max` calls were made, ms, the newest first. */
  readonly callsMs: readonly number[];
}

/**
 * When a caller may make its call, ms, if everybody before it makes theirs as soon as they may.
 * `rank` is how many those are, `spare` the share of each burst that must stay free.
 */
export function slotOfRank(budget: Budget, use: BudgetUse, rank: number, spare: number, nowMs: number): number {
  const slotMs = exactSlot(budget, use, rank, spare, nowMs);
  return slotMs - nowMs < ROUNDING_MS ? nowMs : slotMs;
}

function exactSlot(budget: Budget, use: BudgetUse, rank: number, spare: number, nowMs: number): number {
  const { max, perMs, burst = 1 } = budget;
  const stepMs = perMs / max;
  const startMs = Math.max(nowMs, use.blockedUntilMs);
  const aheadMs = Math.max(1, burst * (1 - spare)) * stepMs;
  const dueMs = clampNext(budget, use.nextMs, startMs) + stepMs - aheadMs;
  const spacedMs = (before: number): number => Math.max(startMs, dueMs + before * stepMs * APART);
  // A burst of one is spread so evenly that the spacing alone keeps the limit; one beyond it is meant to exceed it.
  if (burst === 1 || burst > max) return spacedMs(rank);
  const room = Math.max(1, max - Math.floor(burst * spare));
  const [rounds, before] = [Math.floor(rank / room), rank % room];
  const callMs = use.callsMs[room - 1 - before];
  const freeMs = callMs === undefined ? 0 : Math.min(callMs, nowMs) + perMs;
  return Math.max(spacedMs(before), freeMs) + rounds * perMs * APART;
}

/** When the next call would be due. Never further away than a whole burst: what says so was written by another clock. */
export function clampNext({ max, perMs, burst = 1 }: Budget, nextMs: number, startMs: number): number {
  return Math.min(Math.max(nextMs, startMs), startMs + (burst * perMs) / max);
}
