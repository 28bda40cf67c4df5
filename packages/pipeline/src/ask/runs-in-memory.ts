import { buildKey, buildRuns, lineKey, lineOf, type BuildRun, type Execution } from "@perfecto-bot/domain";
import type { RememberedBuilds } from "./load-build.ts";

/** Builds of one number are looked up this far before and behind what was read. */
const MARGIN_MS = 24 * 60 * 60_000;
const MOST_PICTURES = 50;

/**
 * The builds of executions. Where the executions alone leave doubt, because one number stands for several builds or was run
 * again, what is remembered decides: it may have heard of more, such as what CI said.
 */
export async function runsInMemory(
  executions: readonly Execution[],
  pictures: RememberedBuilds | undefined,
): Promise<readonly BuildRun[]> {
  const runs = buildRuns(executions);
  if (pictures === undefined) return runs;
  const lines = Map.groupBy(runs, nameOf);
  const settled = await Promise.all(
    [...lines.values()].map(async (own) => (isClear(own) ? own : settle(own, pictures))),
  );
  return settled.flat().toSorted((a, b) => (a.startMs ?? 0) - (b.startMs ?? 0));
}

function isClear(runs: readonly BuildRun[]): boolean {
  return runs.length < 2 && runs.every(({ attempts }) => attempts.length < 2);
}

function nameOf({ executions, key }: BuildRun): string {
  const [first] = executions;
  return first === undefined ? key : lineKey(lineOf(first));
}

async function settle(runs: readonly BuildRun[], pictures: RememberedBuilds): Promise<readonly BuildRun[]> {
  const homes = await homesOf(runs, pictures);
  const parts = new Map<string, BuildRun>();
  for (const run of runs) {
    for (const execution of run.executions) {
      const home = homes.get(execution.id) ?? run;
      const part = parts.get(home.key) ?? { ...home, executions: [], attempts: [] };
      parts.set(home.key, { ...part, executions: [...part.executions, execution] });
    }
  }
  return [...parts.values()].map(({ startMs: _told, ...part }) => ({ ...part, ...startIn(part.executions) }));
}

/** The remembered build of each execution. */
async function homesOf(
  runs: readonly BuildRun[],
  pictures: RememberedBuilds,
): Promise<ReadonlyMap<string, Pick<BuildRun, "ref" | "key">>> {
  const [{ ref } = { ref: undefined }] = runs;
  if (ref?.job === undefined) return new Map();
  const starts = runs.map(({ startMs }) => startMs ?? 0);
  const [fromMs, toMs] = [Math.min(...starts) - MARGIN_MS, Math.max(...starts) + MARGIN_MS];
  const number = ref.kind === "job" ? ref.number : undefined;
  const { builds } = await pictures.knownBuilds(ref.lab, ref.job);
  const near = builds.filter(
    (one) => one.number === number && one.branch === ref.branch && one.startedAtMs >= fromMs && one.startedAtMs <= toMs,
  );
  const loaded = await Promise.all(near.slice(0, MOST_PICTURES).map(({ key }) => pictures.load(key)));
  return new Map(
    loaded.flatMap((picture) => {
      if (picture === undefined) return [];
      const home = { ref: picture.ref, key: buildKey(picture.ref) };
      return [...picture.executions.keys()].map((id) => [id, home] as const);
    }),
  );
}

function startIn(executions: readonly Execution[]): { readonly startMs?: number } {
  const starts = executions.flatMap(({ startedAtMs }) => startedAtMs ?? []);
  return starts.length === 0 ? {} : { startMs: starts.reduce((a, b) => Math.min(a, b)) };
}
