import type { Filter } from "@perfecto-bot/domain";
import { meantJobs, type KnownLab } from "../../ask/lab-query.ts";
import type { Lab } from "../../ports/lab.ts";
import type { AskOptions, AskParts } from "./ask-parts.ts";
import { knownLabs, nearestJob, withLatelySeen } from "./known-jobs.ts";
import { possibleLabs } from "./read-executions.ts";

/** A job in a lab, by all its spellings there; a glob may mean several jobs. */
export interface JobInLab {
  readonly lab: Lab;
  readonly jobNames: readonly string[];
}

/** Where a job is, as it was typed. */
export interface MeantJob {
  readonly jobs: readonly JobInLab[];
  /** The labs that the filter does not rule out. */
  readonly labs: readonly string[];
  /** A job named almost like it, where it was never seen itself. */
  readonly nearestJob?: string;
}

/** Finds out which jobs of which labs are meant. A name that was never seen is looked for in what ran lately. */
export async function jobsInLabs(parts: AskParts, job: string, filter: Filter, options: AskOptions): Promise<MeantJob> {
  const known = await knownLabs(parts);
  const labs = possibleLabs(filter, known);
  const asked = known.filter(({ id }) => labs.includes(id));
  const told = await Promise.all(
    asked.map(async (one) => (isSeen(job, one) ? one : withLatelySeen(parts, one, options))),
  );
  const jobs = told.flatMap((one): readonly JobInLab[] => {
    const lab = parts.labs.get(one.id);
    const jobNames = meantJobs(job, one.jobNames);
    return lab === undefined || jobNames.length === 0 ? [] : [{ lab, jobNames }];
  });
  const near = nearestJob([job], told);
  return { jobs, labs, ...(near === undefined ? {} : { nearestJob: near }) };
}

function isSeen(job: string, { jobNames }: KnownLab): boolean {
  return meantJobs(job, jobNames).some((name) => jobNames.includes(name));
}
