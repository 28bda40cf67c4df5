import type { LabBase } from "../links/lab-base.ts";
import type { OddityKind } from "../oddity.ts";

/** What normalising needs to know beside the value itself. */
export interface WireContext {
  /** The lab's id, written into every execution. */
  readonly lab: string;
  readonly base: LabBase;
  /** Stamps later than a day after this are implausible. */
  readonly nowMs: number;
  readonly note: (kind: OddityKind) => void;
}
