import type { BuildKey, CiSignal, Execution, JobRun } from "@perfecto-bot/domain";
import { createMemoryPictureStore } from "../../memory/memory-picture-store.ts";
import type { PictureStore } from "../../ports/picture-store.ts";
import { assignBuilds, type LineNews } from "../assign-builds.ts";
import type { Update } from "../update-build.ts";
import { at, JOB, MINUTE, ran } from "./ran.ts";

/** The quiet period of these tests. */
const QUIET_MS = 3 * MINUTE;

/** Tells that the lab showed this of a job: executions, or as `ran` spells them. */
export async function told(
  pictures: PictureStore,
  shown: string | readonly Execution[],
  job: JobRun = JOB,
  overrides: Partial<LineNews> = {},
): Promise<ReadonlyMap<BuildKey, Update>> {
  const { name, ...run } = job;
  const executions = typeof shown === "string" ? ran(shown, job) : shown;
  const ends = executions.map(({ startedAtMs, endedAtMs }) => endedAtMs ?? startedAtMs ?? at(0));
  const news: LineNews = {
    line: { kind: "job", lab: "acme", job: name, ...run },
    executions,
    complete: true,
    atMs: ends.reduce((a, b) => Math.max(a, b), at(0)),
    keep: () => true,
    ...overrides,
  };
  return assignBuilds({ pictures, quietPeriodMs: QUIET_MS }, news);
}

/** What CI said, when it said it. */
export function ciSays(signal: CiSignal): Partial<LineNews> {
  return { atMs: signal.finishedAtMs ?? signal.startedAtMs ?? 0, ci: (known) => [...known, signal] };
}

/** A store, with the keys of everything that was ever saved in it. */
export function watchedStore(): { readonly pictures: PictureStore; readonly keys: ReadonlySet<BuildKey> } {
  const store = createMemoryPictureStore();
  const keys = new Set<BuildKey>();
  const pictures: PictureStore = {
    ...store,
    save: async (key, before, after) => {
      keys.add(key);
      return store.save(key, before, after);
    },
  };
  return { pictures, keys };
}

/** How many pictures each execution is in. */
export async function placesOf(
  pictures: PictureStore,
  keys: Iterable<BuildKey>,
): Promise<Readonly<Record<string, number>>> {
  const places: Record<string, number> = {};
  for (const key of keys) {
    for (const id of (await pictures.load(key))?.executions.keys() ?? []) places[id] = (places[id] ?? 0) + 1;
  }
  return places;
}
