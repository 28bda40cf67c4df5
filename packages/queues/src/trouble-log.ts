import type { QueueLog } from "./queue-log.ts";

const SAY_AGAIN_AFTER_MS = 60_000;

/** Says each kind of trouble at most once a minute, with the number of times it was not said. */
export interface TroubleLog {
  readonly report: (where: string, error: unknown) => void;
  /** For what BullMQ emits: queues and workers all repeat an error of their connection, and errors of the network are one trouble. */
  readonly reportEmitted: (where: string, error: unknown) => void;
}

/**
 * An outage makes every connection and every blocked read report errors, thousands in a minute.
 * Only names, codes, messages and stacks are said: ioredis errors also carry the command with its arguments.
 */
export function createTroubleLog(log: QueueLog, now: () => number): TroubleLog {
  const said = new Map<string, { atMs: number; unsaid: number }>();
  const emitted = new WeakSet<Error>();

  function report(where: string, error: unknown): void {
    const fields = describe(error);
    const kind = `${where} ${fields.error} ${fields.code ?? ""}`;
    const last = said.get(kind);
    if (last !== undefined && now() - last.atMs < SAY_AGAIN_AFTER_MS) {
      last.unsaid += 1;
      return;
    }
    said.set(kind, { atMs: now(), unsaid: 0 });
    log.error({ where, ...fields, ...(last?.unsaid ? { unsaid: last.unsaid } : {}) }, `trouble in ${where}`);
  }

  function reportEmitted(where: string, error: unknown): void {
    if (!(error instanceof Error)) return report(where, error);
    if (emitted.has(error)) return undefined;
    emitted.add(error);
    return report("syscall" in error ? "the connection to Redis" : where, error);
  }

  return { report, reportEmitted };
}

interface Description {
  readonly error: string;
  readonly message: string;
  readonly code?: string;
  readonly stack?: string;
}

function describe(error: unknown): Description {
  if (!(error instanceof Error)) return { error: typeof error, message: String(error) };
  const code = "code" in error && typeof error.code === "string" ? { code: error.code } : {};
  return { error: error.name, message: error.message, ...code, ...(error.stack ? { stack: error.stack } : {}) };
}
