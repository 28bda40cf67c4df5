import type { Execution } from "@perfecto-bot/domain";
import type { ExecutionQuery, Lab } from "@perfecto-bot/pipeline";
import type { GeneratedLab, Track, Version } from "./generate/timeline.ts";

/** The generated lab as the pipeline sees it: at every moment what was visible by then. */
export function labOverTime({ lab, tracks }: GeneratedLab, now: () => number): Lab {
  const byId = new Map(tracks.map((track) => [track.id, track]));
  return {
    id: lab,
    links: {
      build: () => "https://acme.example/library",
      execution: (executionId) => `https://acme.example/library/${executionId}`,
    },
    listExecutions: async (query) => {
      const found = tracks.flatMap((track) => {
        const version = versionAt(track, now());
        return version !== undefined && isAskedFor(version.execution, query) ? [version] : [];
      });
      const processing = found.some(({ settledAtMs }) => settledAtMs > now()) ? "processing" : "complete";
      return {
        executions: found.map(({ execution }): Execution => execution),
        processing,
        answeredAtMs: now(),
        truncated: false,
      };
    },
    listCommands: async (executionId) => {
      const track = byId.get(executionId);
      return track === undefined ? [] : (versionAt(track, now())?.commands ?? []);
    },
  };
}

/** Every moment at which the lab's answers change, epoch ms. */
export function momentsOf({ tracks, hooks }: GeneratedLab): readonly number[] {
  const versions = tracks.flatMap((track) => track.versions);
  const moments = [
    ...versions.flatMap(({ fromMs, settledAtMs }) => [fromMs, settledAtMs]),
    ...hooks.map((one) => one.atMs),
  ];
  return [...new Set(moments)].toSorted((a, b) => a - b);
}

function versionAt({ versions }: Track, atMs: number): Version | undefined {
  return versions.findLast(({ fromMs }) => fromMs <= atMs);
}

function isAskedFor({ job, startedAtMs = 0, externalId }: Version["execution"], query: ExecutionQuery): boolean {
  const { startedFromMs, startedToMs, jobNames, jobNumber, externalIds } = query;
  if (startedFromMs !== undefined && startedAtMs < startedFromMs) return false;
  if (startedToMs !== undefined && startedAtMs > startedToMs) return false;
  if (jobNames !== undefined && (job === undefined || !jobNames.includes(job.name))) return false;
  if (jobNumber !== undefined && job?.number !== jobNumber) return false;
  return externalIds === undefined || (externalId !== undefined && externalIds.includes(externalId));
}
