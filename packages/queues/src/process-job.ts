import type { Next } from "@perfecto-bot/pipeline";
import type { Job } from "bullmq";
import { askForRun, askForRunUnlessActive, clearAlarm, setAlarm } from "./ask-for-run.ts";
import type { TroubleLog } from "./trouble-log.ts";
import type { JobData, JobName, WorkQueue } from "./work-queue.ts";

/** Does the work on one subject. Nothing returned: this queue's subjects have no alarm clock. */
export type Run = (subject: string) => Promise<Next | void>;

/**
 * Work threw. BullMQ gives a meaning to some error names and messages and stores them in Redis,
 * so that it gets to see this one only. The cause is in the log.
 */
class WorkFailedError extends Error {
  override readonly name = "WorkFailedError";
}

/** How a worker processes the jobs of a queue. The alarm is set before the run is completed, so that no crash can lose it. */
export function processJob(
  queue: WorkQueue,
  run: Run,
  trouble: TroubleLog,
): (job: Job<JobData, void>) => Promise<void> {
  const works: Record<JobName, (subject: string) => Promise<void>> = {
    wake: (subject) => askForRun(queue, subject),
    tick: (subject) => askForRunUnlessActive(queue, subject),
    run: async (subject) => {
      const next = await run(subject);
      if (next?.kind === "again") await setAlarm(queue, subject, next.afterMs);
      if (next?.kind === "done") await clearAlarm(queue, subject);
    },
  };
  const workByName = new Map<string, (subject: string) => Promise<void>>(Object.entries(works));
  return async ({ name, data }) => {
    try {
      const work = workByName.get(name);
      if (work === undefined) throw new RangeError(`no work called ${name}`);
      await work(data.subject);
    } catch (error) {
      trouble.report(`${queue.name} ${name}`, error);
      throw new WorkFailedError(`the ${name} of a ${queue.name} job threw; the log of the bot says why`);
    }
  };
}
