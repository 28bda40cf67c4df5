/** How a run of the service ended. */
export interface EndedRun {
  /** How long it ran. */
  readonly lastedMs: number;
  /** Its exit code; null where it could not even be started. */
  readonly code: number | null;
  /** Somebody asked for this end: killed it on purpose, or wanted a restart. */
  readonly asked: boolean;
  /** How many runs right before this one crashed soon after their start. */
  readonly quickCrashes: number;
}

/** Whether the service is started again. `quickCrashes` counts this run as well. */
export type RestartDecision =
  | { readonly kind: "restart"; readonly quickCrashes: number; readonly afterMs: number }
  | { readonly kind: "give-up"; readonly reason: "misconfigured" | "crashes" };

/** A run that ends sooner than this crashed at its start. */
const QUICK_MS = 10_000;
const MOST_QUICK_CRASHES = 3;
/** The exit code by which the service says that only a person can help. */
const MISCONFIGURED = 2;
const PAUSE_MS = 300;

/** A service that ended is started again within a second, unless it is misconfigured or crashed three times in a row at its start. */
export function decideRestart({ lastedMs, code, asked, quickCrashes }: EndedRun): RestartDecision {
  if (asked) return { kind: "restart", quickCrashes: 0, afterMs: PAUSE_MS };
  if (code === MISCONFIGURED) return { kind: "give-up", reason: "misconfigured" };
  const crashes = lastedMs < QUICK_MS ? quickCrashes + 1 : 0;
  if (crashes >= MOST_QUICK_CRASHES) return { kind: "give-up", reason: "crashes" };
  return { kind: "restart", quickCrashes: crashes, afterMs: PAUSE_MS };
}
