import type { LabEvent, LabExecution } from "@perfecto-bot/simulators/lab";
import { KEPT } from "../../wire/apply-event.ts";
import type { LabBuildView, LabExecutionView } from "../../wire/lab-state.ts";
import type { PlaygroundEvent } from "../../wire/playground-event.ts";
import { viewLabExecution } from "./view-lab-execution.ts";

/** What changed on the board, as the page is told. */
export type LabChange = Extract<PlaygroundEvent, { readonly kind: "lab-build" | "lab-execution" }>;

/** The newest builds of the simulated lab. */
export interface LabBoard {
  /** Takes in something that happened. @returns what changed for the page */
  readonly hear: (event: LabEvent) => readonly LabChange[];
  /** Newest first. */
  readonly builds: () => readonly LabBuildView[];
  /** How many executions of a build have shown. */
  readonly shownOf: (job: string, number: number) => number;
  /** Jobs that have builds on the board, in no particular order. */
  readonly jobs: () => readonly string[];
}

/** What the board knows of a lab. */
export interface LabSource {
  readonly baseUrl: string;
  readonly now: () => number;
  readonly find: (id: string) => LabExecution | undefined;
  readonly all: () => Iterable<LabExecution>;
}

interface Entry {
  readonly id: string;
  readonly job: string;
  readonly number: number;
  readonly branch: string;
  readonly startedAtMs: number;
  expected: number;
  /** Nothing more is expected of it; a late result may still come. */
  ended: boolean;
  readonly executions: Map<string, LabExecutionView>;
}

/** A build that is under way: how many executions it will have. */
export interface UnderWay {
  readonly job: string;
  readonly number: number;
  readonly executions: number;
}

/**
 * A board with the builds that the lab has by now; the lab itself does not know what is still to come of those `underWay`.
 * Executions without a job and a number are on no build.
 */
export function createLabBoard(lab: LabSource, underWay: readonly UnderWay[] = []): LabBoard {
  const entries = new Map<string, Entry>();
  for (const [id, executions] of byBuild(lab.all())) {
    const entry = enter(entries, firstEntry(id, executions));
    for (const execution of executions.filter(({ visibleAtMs }) => (visibleAtMs ?? 0) <= lab.now()))
      entry.executions.set(execution.resource.id, viewLabExecution(execution, lab.baseUrl, lab.now()));
    entry.ended = entry.executions.size === entry.expected && !isProcessing(entry);
  }
  for (const { job, number, executions } of underWay) {
    const entry = entryOf({ job, number, atMs: lab.now() });
    entry.expected = executions;
    entry.ended = false;
  }

  function entryOf({ job, number, atMs }: Pick<LabEvent, "job" | "number" | "atMs">): Entry {
    const id = `${job} #${number}`;
    const fresh = { id, job, number, branch: "", startedAtMs: atMs, expected: 0, ended: false, executions: new Map() };
    return entries.get(id) ?? enter(entries, fresh);
  }

  function show(entry: Entry, executionId: string, isReady: boolean): readonly LabChange[] {
    const execution = lab.find(executionId);
    if (execution === undefined) return [];
    const before = headOf(entry);
    const seen = viewLabExecution(execution, lab.baseUrl, lab.now());
    const view = isReady ? { ...seen, processing: false } : seen;
    entry.executions.set(executionId, view);
    entry.expected = Math.max(entry.expected, entry.executions.size);
    const after = headOf(entry);
    const isSame = before.expected === after.expected && before.complete === after.complete;
    return [
      ...(isSame ? [] : [{ kind: "lab-build", build: after } as const]),
      { kind: "lab-execution", buildId: entry.id, execution: view },
    ];
  }

  return {
    hear(event) {
      switch (event.kind) {
        case "build started": {
          const { job, number, branch, executions: expected, atMs: startedAtMs } = event;
          const id = `${job} #${number}`;
          const entry = { id, job, number, branch, startedAtMs, expected, ended: false, executions: new Map() };
          return [{ kind: "lab-build", build: headOf(enter(entries, entry)) }];
        }
        case "execution finished":
          return show(entryOf(event), event.id, false);
        case "processing complete":
          return show(entryOf(event), event.id, true);
        case "build complete": {
          const entry = entryOf(event);
          entry.ended = true;
          return [{ kind: "lab-build", build: headOf(entry) }];
        }
      }
    },
    builds: () =>
      [...entries.values()]
        .toSorted((a, b) => b.startedAtMs - a.startedAtMs)
        .map((entry) => ({ ...headOf(entry), executions: [...entry.executions.values()] })),
    shownOf: (job, number) => entries.get(`${job} #${number}`)?.executions.size ?? 0,
    jobs: () => [...new Set([...entries.values()].map(({ job }) => job))],
  };
}

/** Enters a build, and takes the oldest away where there are too many. */
function enter(entries: Map<string, Entry>, entry: Entry): Entry {
  entries.set(entry.id, entry);
  if (entries.size > KEPT.builds) {
    const [oldest] = [...entries.values()].toSorted((a, b) => a.startedAtMs - b.startedAtMs);
    if (oldest !== undefined && oldest !== entry) entries.delete(oldest.id);
  }
  return entry;
}

function byBuild(executions: Iterable<LabExecution>): ReadonlyMap<string, readonly LabExecution[]> {
  const inOrder = [...executions].toSorted((a, b) => (a.visibleAtMs ?? 0) - (b.visibleAtMs ?? 0));
  const named = inOrder.filter(({ resource: { job } }) => job?.name !== undefined && job.number !== undefined);
  return Map.groupBy(named, ({ resource: { job } }) => `${job?.name} #${job?.number}`);
}

function firstEntry(id: string, executions: readonly LabExecution[]): Entry {
  const { name: job = "", number = 0, branch = "" } = executions[0]?.resource.job ?? {};
  const startedAtMs = Math.min(...executions.map(({ resource }) => resource.startTime ?? Number.POSITIVE_INFINITY));
  return { id, job, number, branch, startedAtMs, expected: executions.length, ended: false, executions: new Map() };
}

function isProcessing({ executions }: Entry): boolean {
  return executions.values().some(({ processing }) => processing);
}

function headOf(entry: Entry): Omit<LabBuildView, "executions"> {
  const { id, job, number, branch, startedAtMs, expected, ended } = entry;
  return { id, job, number, branch, startedAtMs, expected, complete: ended && !isProcessing(entry) };
}
