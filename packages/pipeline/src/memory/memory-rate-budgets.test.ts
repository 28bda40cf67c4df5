import { rateBudgetsConformance } from "../conformance/rate-budgets-conformance.ts";
import { createMemoryRateBudgets } from "./memory-rate-budgets.ts";

rateBudgetsConformance("memory", () => {
  let nowMs = 1_700_000_000_000;
  return {
    budgets: createMemoryRateBudgets(() => nowMs),
    nowMs: () => nowMs,
    pass: (ms) => void (nowMs += ms),
  };
});
