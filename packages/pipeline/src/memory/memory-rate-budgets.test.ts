import { rateBudgetsConformance } from "../conformance/rate-budgets-conformance.ts";
import { createMemoryRateBudgets } from "./memory-rate-budgets.ts";

rateBudgetsConformance("memory", () => createMemoryRateBudgets());
