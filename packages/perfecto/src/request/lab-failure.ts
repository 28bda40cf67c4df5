import type { LabErrorKind } from "@perfecto-bot/pipeline";

/** One request that brought no answer, before it is decided whether to ask again. */
export interface LabFailure {
  readonly kind: LabErrorKind;
  /** What happened, in words that follow "failed:". May quote the lab. */
  readonly fact: string;
  /** Whether the same request may well succeed a moment later. */
  readonly passing: boolean;
  /** The wait the lab named. */
  readonly retryAfterMs?: number;
  /** The error that it comes from, where that says more. */
  readonly cause?: unknown;
}
