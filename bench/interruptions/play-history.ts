import { createMortalWorker, type Fate, type MortalWorker } from "@perfecto-bot/pipeline/memory";
import { seededRandom } from "../truth/generate/seeded-random.ts";
import { applyHappening } from "./apply-happening.ts";
import { hireWorker, type DoWork } from "./hire-worker.ts";
import { makeHistory } from "./history.ts";
import { DISCOVER_EVERY_MS, openWorld, type Job, type World } from "./open-world.ts";

const SECOND = 1_000;
const KEEP_GOING_EVERY_MS = 15 * SECOND;
/** After the last happening: long enough for every build to end, and for all that is given up in the meantime. */
const TAIL_MS = 90 * 60 * SECOND;
/** From then on little happens: rounds are fewer, so that most interruptions come while there is something to interrupt. */
const CALM_AFTER_MS = 25 * 60 * SECOND;
const CALM_ROUNDS = 10;
/** A queue holds the job of a worker that went silent so long. */
const JOB_LOCK_MS = 30 * SECOND;
/** More runs at one moment than any history needs. */
const MOST_RUNS = 5_000;

/** What is played: a history, told by its seed, and what befalls the first of two workers. */
export interface Play {
  readonly seed: string;
  readonly fate?: Fate;
}

/** What came of it. */
export interface Played {
  readonly world: World;
  /** What the first worker did, with the calls that it made for it. */
  readonly work: readonly { readonly kind: Job["kind"]; readonly firstCall: number; readonly calls: number }[];
  /** What it was about to do when its fate struck. */
  readonly struckAt: string | undefined;
}

/** A worker with what it does now. */
interface Hand {
  readonly worker: MortalWorker;
  readonly doWork: DoWork;
  isAway: boolean;
}

/** Plays a history to its end, and on until everything is quiet. The same play always comes to the same. */
export async function playHistory({ seed, fate }: Play): Promise<Played> {
  const history = makeHistory(seed);
  const random = seededRandom(`${seed} played`);
  const world = openWorld();
  const { clock, queue } = world;
  const turns = (): number => (random.chance(0.3) ? random.between(1, 6) : 0);
  const skewMs = random.pick([0, 0, 0, 2 * SECOND, -2 * SECOND]);
  const hire = (given: Fate | undefined, skew: number): Hand => {
    const worker = createMortalWorker({ turns, ...(given === undefined ? {} : { fate: given }) });
    return { worker, doWork: hireWorker(world, worker, skew), isAway: false };
  };
  const first = hire(fate, 0);
  const hands = [first, hire(undefined, skewMs)];
  const work: Played["work"][number][] = [];
  const awayForMs = random.pick([16 * SECOND, 45 * SECOND, 200 * SECOND]);
  let struckAt: string | undefined;
  let stuck: { readonly run: Promise<void>; readonly job: Job; readonly sinceMs: number } | undefined;

  async function runJob({ doWork }: Hand, job: Job): Promise<void> {
    try {
      const next = await doWork(job);
      if (next.kind === "again") queue.setAlarm(job, clock.nowMs + next.afterMs);
      else queue.clearAlarm(job);
    } catch {
      // The queue tries again what the schedule could not be told of; a rhythm beats anyway.
      if (job.kind !== "discover" && job.kind !== "keep-going") queue.setAlarm(job, clock.nowMs + 5 * SECOND);
    }
  }

  async function give(hand: Hand, job: Job): Promise<void> {
    queue.take(job);
    const before = hand.worker.calls();
    const run = runJob(hand, job);
    // What befell a worker once does not befall it again.
    const method = await (struckAt === undefined ? Promise.race([run, hand.worker.struck]) : run);
    if (hand === first) work.push({ kind: job.kind, firstCall: before + 1, calls: hand.worker.calls() - before });
    if (typeof method !== "string") return;
    hand.isAway = true;
    struckAt = `${job.kind}: ${method}`;
    stuck = { run, job, sinceMs: clock.nowMs };
  }

  const isHeld = ({ kind, subject }: Job): boolean =>
    stuck !== undefined &&
    clock.nowMs < stuck.sinceMs + JOB_LOCK_MS &&
    kind === stuck.job.kind &&
    subject === stuck.job.subject;

  /** Both workers take what waits, at the same time, until nothing does. */
  async function drain(): Promise<void> {
    for (let runs = 0; ; runs += 1) {
      const free = queue.waiting().filter((job) => !isHeld(job));
      const present = hands.filter(({ isAway }) => !isAway);
      const jobs = random.some(free, present.length);
      if (jobs.length === 0) return;
      if (runs > MOST_RUNS)
        throw new Error(`never quiet: ${jobs.map(({ kind, subject }) => `${kind} ${subject}`).join(", ")}`);
      await Promise.all(
        jobs.map(async (job, index) => {
          const hand = present[index];
          if (hand !== undefined) await give(hand, job);
        }),
      );
    }
  }

  const happenings = [...history.happenings];
  let keepGoingAtMs = clock.nowMs + random.between(0, 15) * SECOND;
  let discoverAtMs = clock.nowMs + random.between(0, 60) * SECOND;
  const endMs = history.endMs + TAIL_MS;
  const isCalm = (): boolean => clock.nowMs > history.endMs + CALM_AFTER_MS;
  while (clock.nowMs < endMs) {
    const [next] = happenings;
    const backMs = fate?.kind === "hangs" && stuck !== undefined ? stuck.sinceMs + awayForMs : Infinity;
    clock.nowMs = Math.max(
      clock.nowMs,
      Math.min(next?.atMs ?? Infinity, keepGoingAtMs, discoverAtMs, queue.nextAlarmMs(), backMs, endMs),
    );
    for (; happenings[0] !== undefined && happenings[0].atMs <= clock.nowMs; happenings.shift())
      await applyHappening(world, happenings[0]);
    if (backMs <= clock.nowMs && stuck !== undefined) {
      const { run } = stuck;
      stuck = undefined;
      first.worker.release();
      // It goes on where it stood still, while the other one works.
      await Promise.all([run, drain()]);
      first.isAway = false;
    }
    if (keepGoingAtMs <= clock.nowMs) {
      queue.ask({ kind: "keep-going", subject: "" });
      keepGoingAtMs = clock.nowMs + KEEP_GOING_EVERY_MS * (isCalm() ? CALM_ROUNDS : 1);
    }
    if (discoverAtMs <= clock.nowMs) {
      queue.ask({ kind: "discover", subject: "0" });
      discoverAtMs = clock.nowMs + DISCOVER_EVERY_MS * (isCalm() ? CALM_ROUNDS : 1);
    }
    queue.ring();
    await drain();
  }
  return { world, work, struckAt };
}
