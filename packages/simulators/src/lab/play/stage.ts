import { isSettled, type LabExecution } from "../lab-execution.ts";
import type { LabSimulator } from "../start-lab-simulator.ts";
import type { Agenda, Appointment } from "./agenda.ts";
import type { LabEvent } from "./lab-event.ts";

/** A build by job and number. */
export interface BuildName {
  readonly job: string;
  readonly number: number;
}

/** A build that is under way. */
export interface RunningBuild extends BuildName {
  /** How many it will have, those that have shown included. */
  readonly executions: number;
}

/** Where executions show and process, one after the other. */
export interface Stage {
  /** Plays all executions of a build, and tells when the last of them was processed. */
  playBuild(build: BuildName, executions: readonly LabExecution[]): void;
  /** Builds of which something is still to show or to be processed; executions played late do not count. */
  running(): readonly RunningBuild[];
  /** Plays one more execution of a build that was complete. */
  playLate(build: BuildName, execution: LabExecution): void;
  /** The builds of which everything has shown and been processed; what plays late need not have been. */
  completeBuilds(): readonly (readonly LabExecution[])[];
  /**
   * Makes processing take ten times as long, or as long as ever again. That holds for all that is still to be processed:
   * what was put off is ready when it would have been, or now where that is past.
   */
  setSlow(slow: boolean): void;
}

/** An execution that is not processed yet. */
interface Processing {
  execution: LabExecution;
  readonly visibleAtMs: number;
  /** When it is ready at the ordinary pace. */
  readonly readyAtMs: number;
  readonly settling: Appointment;
}

const timesSlower = 10;

/** An empty stage. Nothing is put into the lab before it shows. */
export function createStage(lab: LabSimulator, agenda: Agenda, emit: (event: LabEvent) => void): Stage {
  const processing = new Set<Processing>();
  const running = new Map<string, RunningBuild>();
  const late = new Set<string>();
  let isSlow = false;

  function settlesAt(visibleAtMs: number, readyAtMs: number): number {
    return isSlow ? visibleAtMs + (readyAtMs - visibleAtMs) * timesSlower : Math.max(readyAtMs, lab.now());
  }

  function play({ job, number }: BuildName, execution: LabExecution, settled: (atMs: number) => void) {
    const { id, name = "", status = "UNKNOWN" } = execution.resource;
    const visibleAtMs = execution.visibleAtMs ?? lab.now();
    const readyAtMs = execution.settlesAtMs ?? visibleAtMs;
    agenda.add(visibleAtMs, (atMs) => {
      lab.put(one.execution);
      emit({ kind: "execution finished", atMs, job, number, id, name, status });
    });
    const settlesAtMs = settlesAt(visibleAtMs, readyAtMs);
    const settling = agenda.add(settlesAtMs, (atMs) => {
      processing.delete(one);
      emit({ kind: "processing complete", atMs, job, number, id });
      settled(atMs);
    });
    const one: Processing = { execution: { ...execution, settlesAtMs }, visibleAtMs, readyAtMs, settling };
    processing.add(one);
  }

  return {
    playBuild(build, executions) {
      const key = keyOf(build);
      let left = executions.length;
      running.set(key, { ...build, executions: left });
      for (const execution of executions) {
        play(build, execution, (atMs) => {
          left -= 1;
          if (left > 0) return;
          running.delete(key);
          emit({ kind: "build complete", atMs, ...build });
        });
      }
    },
    running: () => [...running.values()],
    playLate(build, execution) {
      const { id } = execution.resource;
      late.add(id);
      play(build, execution, () => void late.delete(id));
      agenda.runDue(lab.now());
    },
    completeBuilds() {
      const builds = new Map<string, LabExecution[]>();
      const open = new Set(running.keys());
      for (const execution of lab.all()) {
        const { id, job } = execution.resource;
        if (job?.name === undefined || job.number === undefined) continue;
        const key = keyOf({ job: job.name, number: job.number });
        if (!late.has(id) && !isSettled(execution, lab.now())) open.add(key);
        const executions = builds.get(key) ?? [];
        executions.push(execution);
        builds.set(key, executions);
      }
      for (const key of open) builds.delete(key);
      return [...builds.values()];
    },
    setSlow(slow) {
      isSlow = slow;
      for (const one of processing) {
        if (isSettled(one.execution, lab.now())) continue;
        const settlesAtMs = settlesAt(one.visibleAtMs, one.readyAtMs);
        one.execution = { ...one.execution, settlesAtMs };
        if (lab.find(one.execution.resource.id)) lab.put(one.execution);
        agenda.move(one.settling, settlesAtMs);
      }
    },
  };
}

const keyOf = ({ job, number }: BuildName) => JSON.stringify([job, number]);
