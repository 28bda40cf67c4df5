import { generateBuild } from "../generate/generate-build.ts";
import type { BuildPlan } from "../generate/build-plan.ts";
import type { LabSimulator } from "../start-lab-simulator.ts";
import { type Agenda, createAgenda } from "./agenda.ts";
import type { LabEvent } from "./lab-event.ts";
import { type ScenarioJob, scenarioJobs } from "./scenario-jobs.ts";

/** What is played, and how. */
export interface LabPlayOptions {
  readonly lab: LabSimulator;
  readonly seed?: string | number;
  /** 60 makes an hour of builds pass in a minute; stamps stay believable. Default 1. */
  readonly speed?: number;
  readonly jobs?: readonly ScenarioJob[];
  /** Past builds a job has at the beginning; they are put into the lab without events. Default 3. */
  readonly pastBuilds?: number;
  /** Whether jobs start builds by themselves. Default true. */
  readonly automatic?: boolean;
  readonly onEvent?: (event: LabEvent) => void;
}

/** A build to start now. `job` may be one of the scenario's or a new name; the rest overrides what its build would be. */
export interface BuildRequest extends Partial<Omit<BuildPlan, "number" | "startMs" | "baseUrl" | "speed">> {
  readonly job: string;
}

/** A lab that is being played. */
export interface LabPlay {
  readonly jobs: readonly ScenarioJob[];
  /**
   * Starts a build now. Its number is one above the job's highest. Throws a RangeError when it wants more failures or
   * blocked executions than it has room for.
   */
  startBuild(request: BuildRequest): { readonly job: string; readonly number: number; readonly executions: number };
  /** Ends it: nothing is added to the lab any more, what is there stays. */
  stop(): void;
}

const hourMs = 3_600_000;
const longestNapMs = 250;

/**
 * Plays a believable lab into a running simulator, in the time of the lab's clock: builds start, their executions show
 * one after the other and process for a while. An execution is put into the lab when it shows, so the lab never holds
 * the future, and the play keeps nothing but what is still to come.
 */
export function playLab(options: LabPlayOptions): LabPlay {
  const { lab, seed = "demo", speed = 1, jobs = scenarioJobs, pastBuilds = 3, automatic = true } = options;
  const emit = options.onEvent ?? (() => undefined);
  const agenda = createAgenda();
  const numbers = new Map<string, number>();
  const startedMs = lab.now();

  function planOf(job: ScenarioJob, number: number, startMs: number): BuildPlan & { readonly number: number } {
    const base = { seed, baseUrl: lab.baseUrl, job: job.name, branch: job.branch };
    return { ...base, ...job.build(seed, number), number, startMs };
  }

  function nextNumber(job: string): number {
    const number = Math.max(lab.highestNumberOf(job), numbers.get(job) ?? 0) + 1;
    numbers.set(job, number);
    return number;
  }

  function startBuild(request: BuildRequest) {
    const job = jobs.find(({ name }) => name === request.job) ?? unknownJob(request.job);
    const number = nextNumber(job.name);
    const plan = { ...planOf(job, number, lab.now()), ...request, speed };
    return { job: job.name, number, executions: scheduleBuild(agenda, lab, plan, emit) };
  }

  function keepBuilding(job: ScenarioJob, atMs: number) {
    agenda.add(atMs, () => {
      startBuild({ job: job.name });
      // From now, not from the last due time: after a leap of the clock, missed builds stay missed.
      keepBuilding(job, lab.now() + Math.ceil(job.everyMs / speed));
    });
  }

  for (const [index, job] of jobs.entries()) {
    for (let back = pastBuilds; back > 0; back--) {
      lab.putAll(generateBuild(planOf(job, nextNumber(job.name), startedMs - back * hourMs)));
    }
    if (automatic) keepBuilding(job, startedMs + Math.ceil((index * job.everyMs) / (jobs.length * speed)));
  }

  let stopped = false;
  let timer = setTimeout(turn, 0);
  function turn() {
    agenda.runDue(lab.now());
    if (stopped) return;
    // A short nap at most: the lab's clock need not run like the timers do, and a build may be started meanwhile.
    const waitMs = (agenda.nextAtMs() ?? Number.POSITIVE_INFINITY) - lab.now();
    timer = setTimeout(turn, Math.max(1, Math.min(waitMs, longestNapMs)));
  }

  return {
    jobs,
    startBuild,
    stop() {
      stopped = true;
      clearTimeout(timer);
      agenda.clear();
    },
  };
}

/** Puts a build on the agenda, tells of its start, and says how many executions it has. */
function scheduleBuild(
  agenda: Agenda,
  lab: LabSimulator,
  plan: BuildPlan & { readonly number: number },
  emit: (event: LabEvent) => void,
): number {
  const { job, number, branch = "", startMs } = plan;
  const executions = generateBuild(plan);
  let processing = executions.length;
  emit({ kind: "build started", atMs: startMs, job, number, branch, executions: executions.length });
  for (const execution of executions) {
    const { id, name = "", status = "UNKNOWN" } = execution.resource;
    const visibleAtMs = execution.visibleAtMs ?? startMs;
    const settlesAtMs = execution.settlesAtMs ?? visibleAtMs;
    agenda.add(visibleAtMs, () => {
      lab.put(execution);
      emit({ kind: "execution finished", atMs: visibleAtMs, job, number, id, name, status });
    });
    agenda.add(settlesAtMs, () => {
      emit({ kind: "processing complete", atMs: settlesAtMs, job, number, id });
      processing -= 1;
      if (processing === 0) emit({ kind: "build complete", atMs: settlesAtMs, job, number });
    });
  }
  return executions.length;
}

function unknownJob(name: string): ScenarioJob {
  return {
    name,
    branch: "main",
    everyMs: hourMs,
    build: () => ({ executions: 24, spreadMs: 180_000, failures: 2, causes: 1 }),
  };
}
