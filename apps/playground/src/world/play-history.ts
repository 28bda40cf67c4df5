import type { LabEvent, LabSimulator } from "@perfecto-bot/simulators/lab";
import type { ReplayedBuild } from "./lab-history.ts";

/**
 * Tells of what is still to come of builds that were in flight when the world ended, and puts them all into the lab,
 * which shows each execution in its time. Returns a function that stops the telling.
 */
export function playHistory(
  lab: Pick<LabSimulator, "now" | "putAll">,
  builds: readonly ReplayedBuild[],
  emit: (event: LabEvent) => void,
): () => void {
  const timers: NodeJS.Timeout[] = [];
  for (const { executions } of builds) lab.putAll(executions);
  for (const event of eventsAfter(builds, lab.now()))
    timers.push(setTimeout(() => emit(event), event.atMs - lab.now()));
  return () => {
    for (const timer of timers) clearTimeout(timer);
  };
}

/** What happens to these builds after a moment, in order. */
export function eventsAfter(builds: readonly ReplayedBuild[], nowMs: number): readonly LabEvent[] {
  return builds
    .flatMap(({ job, number, startMs, executions }) => {
      const events = executions.flatMap(
        ({ resource, visibleAtMs = startMs, settlesAtMs = visibleAtMs }): LabEvent[] => {
          const { id, name = "", status = "UNKNOWN" } = resource;
          return [
            { kind: "execution finished", atMs: visibleAtMs, job, number, id, name, status },
            { kind: "processing complete", atMs: settlesAtMs, job, number, id },
          ];
        },
      );
      const endMs = Math.max(startMs, ...events.map(({ atMs }) => atMs));
      return [...events, { kind: "build complete", atMs: endMs, job, number } as const];
    })
    .filter(({ atMs }) => atMs > nowMs)
    .toSorted((a, b) => a.atMs - b.atMs);
}
