import type { FailedTries, TimeWindow } from "@perfecto-bot/domain";
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

/** How far discovery of a shard is. Everything up to its marks was read, but for what began in the unread windows. */
export interface DiscoveryProgress {
  readonly marks: DiscoveryMarks;
  /** Newest first, apart from each other. */
  readonly unread: readonly TimeWindow[];
  /** The names that are unread there: those of the shard may be others by now. Empty for the whole lab. */
  readonly unreadNames: readonly string[];
}

/** Something of a lab that cannot be worked on, while all beside it goes on. */
export interface SetAside extends FailedTries {
  /** `asking`: the lab refuses to be asked for this job. `recording`: what the lab tells of this job cannot be written down. */
  readonly kind: "asking" | "recording";
  /** The job's name. */
  readonly job: string;
  /** What began since then may be missing, epoch ms. */
  readonly sinceMs: number;
  /** What went wrong last. */
  readonly detail: string;
}

/** What the pollers remember between runs. */
export interface PollMemory {
  readonly health: (lab: string) => Promise<LabHealth>;
  /** Notes a success or a failure. Resolves to true when trouble just began or just ended: say it once. */
  readonly noteSuccess: (lab: string, nowMs: number) => Promise<boolean>;
  readonly noteTrouble: (lab: string, kind: LabErrorKind, message: string, nowMs: number) => Promise<boolean>;
  /** Nothing read and nothing unread where the shard is new. */
  readonly progress: (lab: string, shard: number) => Promise<DiscoveryProgress>;
  /** Replaces it in one step. */
  readonly putProgress: (lab: string, shard: number, progress: DiscoveryProgress) => Promise<void>;
  /** How long the longest driver session took that a lab was seen to have, ms; 0 before the first. */
  readonly longestTestMs: (lab: string) => Promise<number>;
  /** Remembers it where it is longer than what is known. */
  readonly noteTestMs: (lab: string, ms: number) => Promise<void>;
  /** Everything of a lab that is set aside, or was tried in vain once, in any order. */
  readonly setAside: (lab: string) => Promise<readonly SetAside[]>;
  /** Adds one, or replaces that of the same kind and job. */
  readonly putSetAside: (lab: string, one: SetAside) => Promise<void>;
  /** Takes one away; nothing where it is not there. */
  readonly removeSetAside: (lab: string, one: Pick<SetAside, "kind" | "job">) => Promise<void>;
  /** Takes a named lock for at most `ttlMs`; undefined while somebody has it. The function gives it back. */
  readonly lock: (name: string, ttlMs: number) => Promise<(() => Promise<void>) | undefined>;
}
