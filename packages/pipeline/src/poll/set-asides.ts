import { decideNextTry, TRIES_BEFORE_SET_ASIDE } from "@perfecto-bot/domain";
import type { SetAside } from "../ports/lab-health.ts";
import type { PollParts } from "./poll-parts.ts";

const LONGEST_DETAIL = 300;

/** The set-aside jobs of one lab, as one run of discovery sees and changes them. */
export interface SetAsides {
  readonly find: (kind: SetAside["kind"], job: string) => SetAside | undefined;
  /** Whether it is tried in this run; once, however often its turn would come. */
  readonly isDue: (one: SetAside) => boolean;
  /** Counts a try in vain. What began since then may be missing. */
  readonly fail: (one: Pick<SetAside, "kind" | "job" | "sinceMs">, error: unknown) => Promise<void>;
  /** More is missing of it than was thought: what began since then. */
  readonly widen: (one: SetAside, sinceMs: number) => Promise<void>;
  /** It works again, and what is missing of it is noted as unread. */
  readonly heal: (one: SetAside) => Promise<void>;
  /** Forgets those that nobody watches any more. */
  readonly keepOnly: (isWatched: (one: SetAside) => boolean) => Promise<void>;
}

/** Reads what is set aside of a lab. That something is, or is no longer, is told once. */
export async function openSetAsides(
  { memory, now, onNews, startedAtMs }: Pick<PollParts, "memory" | "now" | "onNews" | "startedAtMs">,
  lab: string,
): Promise<SetAsides> {
  const known = new Map((await memory.setAside(lab)).map((one) => [keyOf(one), one]));
  const tried = new Set<string>();

  async function put(one: SetAside): Promise<void> {
    known.set(keyOf(one), one);
    await memory.putSetAside(lab, one);
  }

  async function remove(one: SetAside): Promise<void> {
    known.delete(keyOf(one));
    await memory.removeSetAside(lab, one);
  }

  return {
    find: (kind, job) => known.get(keyOf({ kind, job })),
    isDue: (one) => !tried.has(keyOf(one)) && decideNextTry(one, now(), startedAtMs).due,
    fail: async ({ kind, job, sinceMs }, error) => {
      const before = known.get(keyOf({ kind, job }));
      const attempts = (before?.attempts ?? 0) + 1;
      const detail = detailOf(error);
      tried.add(keyOf({ kind, job }));
      const missingSinceMs = Math.min(sinceMs, before?.sinceMs ?? sinceMs);
      await put({ kind, job, attempts, triedAtMs: now(), sinceMs: missingSinceMs, detail });
      if (attempts === TRIES_BEFORE_SET_ASIDE) onNews({ kind: "set-aside", lab, job, doing: kind, message: detail });
    },
    widen: async (one, sinceMs) => {
      if (sinceMs < one.sinceMs) await put({ ...one, sinceMs });
    },
    heal: async (one) => {
      await remove(one);
      if (one.attempts >= TRIES_BEFORE_SET_ASIDE) onNews({ kind: "taken-up-again", lab, job: one.job });
    },
    keepOnly: async (isWatched) => {
      for (const one of known.values()) if (!isWatched(one)) await remove(one);
    },
  };
}

function keyOf({ kind, job }: Pick<SetAside, "kind" | "job">): string {
  return JSON.stringify([kind, job]);
}

function detailOf(error: unknown): string {
  const words = error instanceof Error ? error.message : String(error);
  return words.slice(0, LONGEST_DETAIL).toWellFormed();
}
