import { subjectDigest, subjectPhaseMs } from "./subject-digest.ts";
import type { WorkQueue } from "./work-queue.ts";

/** One rhythm: `subject` every `everyMs`, `offset` ms into the cycle. */
export interface Beat {
  readonly id: string;
  readonly subject: string;
  readonly everyMs: number;
  readonly offsetMs: number;
}

/** A rhythm as Redis has it; `nextMs`: when it is due next. */
export interface ExistingBeat {
  readonly id: string;
  readonly everyMs?: number;
  readonly offsetMs?: number;
  readonly nextMs?: number;
}

/** What makes the existing rhythms the wanted ones: the removals first. */
export interface ScheduleChanges {
  readonly set: readonly Beat[];
  readonly remove: readonly string[];
}

/** The rhythm of a subject. */
export function beatOf(subject: string, everyMs: number): Beat {
  return { id: subjectDigest(subject), subject, everyMs, offsetMs: subjectPhaseMs(subject, everyMs) };
}

/**
 * Which rhythms to set and to remove. One that is three beats late is set again as if it were new: its chain of jobs has
 * broken, and setting it heals it. One that is three beats early is removed before: another machine's clock was ahead when it
 * was set, and what is there BullMQ would go on from.
 */
export function scheduleChanges(
  existing: readonly ExistingBeat[],
  wanted: readonly Beat[],
  nowMs: number,
): ScheduleChanges {
  const found = new Map(existing.map((beat) => [beat.id, beat]));
  const wantedById = new Map(wanted.map((beat) => [beat.id, beat]));
  const isRight = (beat: Beat): boolean => {
    const there = found.get(beat.id);
    if (there?.everyMs !== beat.everyMs || there.offsetMs !== beat.offsetMs) return false;
    return (there.nextMs ?? 0) >= nowMs - 3 * beat.everyMs && !isEarly(there, nowMs);
  };
  return {
    set: [...wantedById.values()].filter((beat) => !isRight(beat)),
    remove: existing.filter((beat) => !wantedById.has(beat.id) || isEarly(beat, nowMs)).map(({ id }) => id),
  };
}

function isEarly({ everyMs = 0, nextMs = 0 }: ExistingBeat, nowMs: number): boolean {
  return nextMs > nowMs + 3 * everyMs;
}

/**
 * Makes the queue's rhythms exactly these subjects', spread in phase over `everyMs`. Where nothing is to change it only reads.
 * @throws {RangeError} when `everyMs` is not a whole number of at least 2.
 * @see https://docs.bullmq.io/guide/job-schedulers
 */
export async function keepSchedule(
  queue: WorkQueue,
  subjects: readonly string[],
  everyMs: number,
  nowMs: number,
): Promise<void> {
  if (!Number.isSafeInteger(everyMs) || everyMs < 2) throw new RangeError(`no interval of discovery: ${everyMs} ms`);
  const schedulers = await queue.getJobSchedulers(0, -1);
  const existing = schedulers.map(({ key, every, offset, next }) => ({
    id: key,
    ...(every === undefined ? {} : { everyMs: every }),
    ...(offset === undefined ? {} : { offsetMs: offset }),
    ...(next === undefined ? {} : { nextMs: next }),
  }));
  const wanted = subjects.map((subject) => beatOf(subject, everyMs));
  const { set, remove } = scheduleChanges(existing, wanted, nowMs);
  await Promise.all(remove.map((id) => queue.removeJobScheduler(id)));
  await Promise.all(
    set.map(({ id, subject, offsetMs }) =>
      queue.upsertJobScheduler(id, { every: everyMs, offset: offsetMs }, { name: "tick", data: { subject } }),
    ),
  );
}
