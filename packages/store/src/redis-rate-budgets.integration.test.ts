import { rateBudgetsConformance } from "@perfecto-bot/pipeline/conformance";
import { createRedisRateBudgets } from "./redis-rate-budgets.ts";
import { freshStores } from "./testing/fresh-store.ts";

const fresh = freshStores();

rateBudgetsConformance("redis", () => createRedisRateBudgets(fresh()));
