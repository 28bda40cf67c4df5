import type { OddityKind, OnOddity } from "../oddity.ts";

/** Counts oddities of one answer. */
export interface OddityTally {
  readonly note: (kind: OddityKind) => void;
  /** Tells each kind's count once and starts again from zero. */
  readonly tell: (onOddity: OnOddity | undefined) => void;
}

/** A fresh count. */
export function tallyOddities(): OddityTally {
  const counts = new Map<OddityKind, number>();
  return {
    note: (kind) => void counts.set(kind, (counts.get(kind) ?? 0) + 1),
    tell: (onOddity) => {
      for (const [kind, count] of counts) onOddity?.(kind, count);
      counts.clear();
    },
  };
}
