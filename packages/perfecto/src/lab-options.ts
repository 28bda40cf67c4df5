import type { Secret } from "@perfecto-bot/domain";
import type { Clock, RateBudgets } from "@perfecto-bot/pipeline";
import type { OnOddity } from "./oddity.ts";
import type { TimeLimits } from "./request/open-connection.ts";

/** How to reach one lab. */
export interface LabOptions {
  /** Names the lab in executions, budgets and errors. */
  readonly id: string;
  /** The reporting server, as `labBaseUrl` makes it; a proxy's path may follow the host. */
  readonly baseUrl: string;
  readonly token: Secret;
  /** v1 is documented; v3 is what the vendor's samples use since 2022 (https://github.com/PerfectoCode/Reporting-Samples). Default: v1. */
  readonly apiVersion?: "v1" | "v3";
  /** The budget shared by all replicas, under the scope `lab:<id>`. Without it, requests are only bounded by `concurrency`. */
  readonly budgets?: RateBudgets;
  /** The same budget by a way that fails soon where the store is away, for questions of people. Default: `budgets`. */
  readonly budgetsForQuestions?: RateBudgets;
  /** Default: 10. The vendor names no limit. */
  readonly requestsPerSecond?: number;
  /** Requests and connections at once. Default: 8. */
  readonly concurrency?: number;
  /** Pages read for one request before an answer counts as truncated. Default: 100, which is 50,000 executions. */
  readonly maxPages?: number;
  /** Defaults: connection 5 s, start of the answer 15 s, between its pieces 30 s, in total 45 s; for a person 12 s. */
  readonly limits?: Partial<TimeLimits>;
  /** Default: `perfecto-bot`. */
  readonly userAgent?: string;
  readonly now: Clock;
  /** From 0 to 1, spreads retries. Default: Math.random. */
  readonly random?: () => number;
  readonly onOddity?: OnOddity;
}
