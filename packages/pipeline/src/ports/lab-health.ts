import type { LabErrorKind } from "./lab.ts";

/** How a lab's polling is going, shared by all replicas. */
export interface LabHealth {
  readonly lab: string;
  readonly lastSuccessMs?: number;
  /** The trouble that lasts; absent while all is well. */
  readonly trouble?: { readonly kind: LabErrorKind; readonly message: string; readonly sinceMs: number };
}

/** Where discovery stands for a shard's windows: when each window length was last covered. Epoch ms by window name. */
export type DiscoveryMarks = Readonly<Record<string, number>>;

/** What the pollers remember between runs. */
export interface PollMemory {
  readonly health: (lab: string) => Promise<LabHealth>;
  /** Notes a success or a failure. Resolves to true when trouble just began or just ended: say it once. */
  readonly noteSuccess: (lab: string, nowMs: number) => Promise<boolean>;
  readonly noteTrouble: (lab: string, kind: LabErrorKind, message: string, nowMs: number) => Promise<boolean>;
  readonly marks: (lab: string, shard: number) => Promise<DiscoveryMarks>;
  readonly putMarks: (lab: string, shard: number, marks: DiscoveryMarks) => Promise<void>;
  /** Takes a named lock for at most `ttlMs`; undefined while somebody has it. The function gives it back. */
  readonly lock: (name: string, ttlMs: number) => Promise<(() => Promise<void>) | undefined>;
}
