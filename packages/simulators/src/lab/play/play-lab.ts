import { generateBuild } from "../generate/generate-build.ts";
import type { BuildPlan } from "../generate/build-plan.ts";
import { generateLateResult } from "../generate/generate-late-result.ts";
import { startOf } from "../sorted-executions.ts";
import type { LabSimulator } from "../start-lab-simulator.ts";
import { type Appointment, createAgenda } from "./agenda.ts";
import type { LabEvent } from "./lab-event.ts";
import { type ScenarioJob, scenarioJobs } from "./scenario-jobs.ts";
import { type BuildName, createStage, type RunningBuild } from "./stage.ts";

/** What is played, and how. */
export interface LabPlayOptions {
  readonly lab: LabSimulator;
  readonly seed?: string | number;
  /** 60 makes an hour of builds pass in a minute; stamps stay believable. Default 1, above 0. */
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
  /** Builds that have started and are not complete. */
  running(): readonly RunningBuild[];
  /**
   * Plays at another speed: builds that start from then on, and the times until jobs start one by themselves. Throws a
   * RangeError unless it is above 0.
   */
  setSpeed(speed: number): void;
  /**
   * Makes videos and artifacts take ten times as long, also those of running builds that are not ready yet; or as long
   * as ever again: then those that were put off are ready when they would have been, or now where that is past.
   */
  setSlowProcessing(slow: boolean): void;
  /**
   * Shows one more execution of the newest complete build, or of a job's newest complete one, now, and processes it.
   * The build is not told to be complete a second time. Undefined where there is no such build, or it has ended.
   */
  addLateResult(job?: string): (BuildName & { readonly id: string }) | undefined;
  /** Ends it: nothing is added to the lab any more, what is there stays. */
  stop(): void;
}

const hourMs = 3_600_000;
const longestNapMs = 250;

/**
 * Plays a believable lab into a running simulator, in the time of the lab's clock: builds start, their executions show
 * one after the other and process for a while. An execution is put into the lab when it shows, so the lab never holds
 * the future, and the play keeps nothing but what is still to come. Throws a RangeError unless the speed is above 0.
 */
export function playLab(options: LabPlayOptions): LabPlay {
  const { lab, seed = "demo", jobs = scenarioJobs, pastBuilds = 3, automatic = true } = options;
  const emit = options.onEvent ?? (() => undefined);
  const agenda = createAgenda();
  const stage = createStage(lab, agenda, emit);
  let speed = checkedSpeed(options.speed ?? 1);
  /** When each job starts its next build by itself. */
  const nextStarts = new Map<ScenarioJob, Appointment>();
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
    const executions = generateBuild(plan);
    const build = { job: job.name, number };
    const { branch = "", startMs: atMs } = plan;
    emit({ kind: "build started", atMs, ...build, branch, executions: executions.length });
    stage.playBuild(build, executions);
    return { ...build, executions: executions.length };
  }

  function addLateResult(jobName?: string) {
    if (stopped) return undefined;
    const builds = stage
      .completeBuilds()
      .filter(([first]) => jobName === undefined || first?.resource.job?.name === jobName)
      .toSorted((a, b) => Math.min(...a.map(startOf)) - Math.min(...b.map(startOf)));
    const build = builds.at(-1) ?? [];
    const { name: job, number, branch } = build[0]?.resource.job ?? {};
    if (job === undefined || number === undefined) return undefined;
    const execution = generateLateResult({
      seed,
      baseUrl: lab.baseUrl,
      job: { name: job, number, ...(branch === undefined ? {} : { branch }) },
      build,
      visibleAtMs: lab.now(),
      speed,
    });
    stage.playLate({ job, number }, execution);
    return { job, number, id: execution.resource.id };
  }

  function keepBuilding(job: ScenarioJob, atMs: number) {
    const next = agenda.add(atMs, () => {
      startBuild({ job: job.name });
      // From now, not from the last due time: after a leap of the clock, missed builds stay missed.
      keepBuilding(job, lab.now() + Math.ceil(job.everyMs / speed));
    });
    nextStarts.set(job, next);
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
    running: () => stage.running(),
    setSpeed(next) {
      const before = speed;
      speed = checkedSpeed(next);
      for (const appointment of nextStarts.values()) {
        const waitMs = Math.max(0, appointment.atMs - lab.now());
        agenda.move(appointment, lab.now() + Math.ceil((waitMs * before) / speed));
      }
    },
    setSlowProcessing: (slow) => stage.setSlow(slow),
    addLateResult,
    stop() {
      stopped = true;
      clearTimeout(timer);
      agenda.clear();
    },
  };
}

function checkedSpeed(speed: number): number {
  if (speed > 0 && Number.isFinite(speed)) return speed;
  throw new RangeError(`The simulated lab cannot be played at speed ${speed}: give a number above 0.`);
}

function unknownJob(name: string): ScenarioJob {
  return {
    name,
    branch: "main",
    everyMs: hourMs,
    build: () => ({ executions: 24, spreadMs: 180_000, failures: 2, causes: 1 }),
  };
}
