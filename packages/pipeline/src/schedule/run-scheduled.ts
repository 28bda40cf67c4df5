import type { Clock } from "../ports/clock.ts";
import type { Next } from "../ports/signals.ts";
import type { WorkKind, WorkSchedule } from "../ports/work-schedule.ts";
import { decideRetry, SET_ASIDE_AFTER } from "./decide-retry.ts";
import { errorDetail } from "./error-detail.ts";

/** A run is taken for dead so long after it began; then others may wake its subject. */
const IN_HAND_MS = 60_000;
const MOST_DETAIL_CHARS = 300;

/** A run that failed. It is tried again after a pause, and holds nothing else back. */
export interface WorkTrouble {
  readonly kind: WorkKind;
  readonly subject: string;
  /** How often it failed in a row. */
  readonly failures: number;
  /** Whether it has just been set aside: failed so often that a person should look. */
  readonly setAside: boolean;
  readonly pauseMs: number;
  readonly error: unknown;
}

/** What scheduled runs need. */
export interface ScheduledParts {
  readonly schedule: WorkSchedule;
  readonly now: Clock;
  readonly onTrouble: (trouble: WorkTrouble) => void;
}

/**
 * Works on one subject and moves its due time. Work that throws is counted and waits, longer each time; until then it is not
 * tried again, whoever asks. Rejects only where the schedule itself cannot be reached.
 */
export async function runScheduled(
  { schedule, now, onTrouble }: ScheduledParts,
  kind: WorkKind,
  subject: string,
  work: () => Promise<Next>,
): Promise<Next> {
  const startedAtMs = now();
  const begun = await schedule.begin(kind, subject, startedAtMs, startedAtMs + IN_HAND_MS);
  if (begun.kind === "paused") return { kind: "again", afterMs: begun.untilMs - startedAtMs };
  try {
    const next = await work();
    await schedule.end(kind, subject, begun.token, next.kind === "again" ? now() + next.afterMs : undefined);
    return next;
  } catch (error) {
    const nowMs = now();
    const failures = (begun.failed?.failures ?? 0) + 1;
    const { pauseMs } = decideRetry(failures);
    await schedule.fail(kind, subject, {
      failures,
      sinceMs: begun.failed?.sinceMs ?? nowMs,
      notBeforeMs: nowMs + pauseMs,
      detail: errorDetail(error, MOST_DETAIL_CHARS),
    });
    onTrouble({ kind, subject, failures, setAside: failures === SET_ASIDE_AFTER, pauseMs, error });
    return { kind: "again", afterMs: pauseMs };
  }
}
