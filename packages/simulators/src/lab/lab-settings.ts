import type { RepeatedJobName } from "./select-executions.ts";
import type { ApiVersion } from "./wire-answer.ts";

/** How the simulated lab behaves; can be changed while it runs. */
export interface LabSettings {
  /** Executions a page; the vendor's is 500. */
  readonly pageSize: number;
  readonly repeatedJobName: RepeatedJobName;
  /** Older start times are refused with "Time period is not in supported range". The vendor's number is not public. */
  readonly retentionMs: number;
  /** HTTP status of the answer to a wrong token: not documented, and clients were seen expecting each of these. */
  readonly wrongTokenStatus: 401 | 403 | 500 | 200;
  /** Whether an execution that still processes already lists its videos and artifacts. */
  readonly mediaWhileProcessing: "withheld" | "listed";
  /** Every answer of the API waits this long. */
  readonly latencyMs: number;
  /** Other versions answer 404. */
  readonly apiVersions: readonly ApiVersion[];
  readonly userId: string;
  /** `<lab>-perfectomobile-com`. */
  readonly tenantId: string;
}

const dayMs = 86_400_000;

/** A lab that behaves as documented and answers at once. */
export const defaultLabSettings: LabSettings = {
  pageSize: 500,
  repeatedJobName: "or",
  retentionMs: 90 * dayMs,
  wrongTokenStatus: 401,
  mediaWhileProcessing: "withheld",
  latencyMs: 0,
  apiVersions: ["v1", "v3"],
  userId: "reporting-bot@simulated.example",
  tenantId: "simulated-perfectomobile-com",
};
