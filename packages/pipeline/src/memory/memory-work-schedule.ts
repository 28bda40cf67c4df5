import type { WorkFailures, WorkKind, WorkSchedule } from "../ports/work-schedule.ts";

interface Table {
  readonly due: Map<string, number>;
  readonly failures: Map<string, WorkFailures>;
}

/** The schedule in this process. */
export function createMemoryWorkSchedule(): WorkSchedule {
  const tables: Readonly<Record<WorkKind, Table>> = {
    track: emptyTable(),
    plan: emptyTable(),
    outbox: emptyTable(),
  };

  return {
    dueBy: async (kind, subject, atMs) => {
      const { due } = tables[kind];
      due.set(subject, Math.min(atMs, due.get(subject) ?? atMs));
    },
    begin: async (kind, subject, nowMs, inHandUntilMs) => {
      const { due, failures } = tables[kind];
      const failed = failures.get(subject);
      const isPaused = failed !== undefined && failed.notBeforeMs > nowMs;
      if (due.has(subject)) due.set(subject, isPaused ? failed.notBeforeMs : inHandUntilMs);
      if (isPaused) return { kind: "paused", untilMs: failed.notBeforeMs };
      return { kind: "go", token: inHandUntilMs, ...(failed === undefined ? {} : { failed }) };
    },
    end: async (kind, subject, token, dueAtMs) => {
      const { due, failures } = tables[kind];
      failures.delete(subject);
      const stands = due.get(subject);
      const isOwn = stands === undefined || stands === token;
      if (dueAtMs === undefined) {
        if (isOwn) due.delete(subject);
      } else {
        due.set(subject, isOwn ? dueAtMs : Math.min(stands, dueAtMs));
      }
    },
    fail: async (kind, subject, failed) => {
      tables[kind].failures.set(subject, failed);
      tables[kind].due.set(subject, failed.notBeforeMs);
    },
    remove: async (kind, subject) => void tables[kind].due.delete(subject),
    overdue: async (kind, beforeMs, limit) =>
      [...tables[kind].due]
        .filter(([, dueAtMs]) => dueAtMs < beforeMs)
        .toSorted(([a, one], [b, other]) => one - other || (a < b ? -1 : 1))
        .slice(0, Math.max(0, limit))
        .map(([subject, dueAtMs]) => ({ subject, dueAtMs })),
    subjects: async (kind) => [...tables[kind].due.keys()].toSorted(),
    failing: async (kind, atLeast) =>
      [...tables[kind].failures]
        .filter(([, { failures }]) => failures >= atLeast)
        .map(([subject, failed]) => ({ subject, ...failed }))
        .toSorted(bySubject),
    retryFailed: async (kind, nowMs) => {
      const { due, failures } = tables[kind];
      for (const subject of failures.keys()) due.set(subject, nowMs);
      failures.clear();
    },
  };
}

function bySubject(one: { readonly subject: string }, other: { readonly subject: string }): number {
  return one.subject < other.subject ? -1 : 1;
}

function emptyTable(): Table {
  return { due: new Map(), failures: new Map() };
}
