import type { Filter, FilterKey } from "../filter.ts";
import type { TimeWindow } from "./time-window.ts";

/** Who asks, as far as it changes what a question means. */
export interface AskContext {
  /** When the question was asked, epoch milliseconds. */
  readonly nowMs: number;
  /** The asker's IANA time zone. One that is not known counts as UTC. */
  readonly timeZone: string;
}

/** A question about a stretch of time. */
export interface WindowedQuestion {
  readonly filter: Filter;
  readonly window: TimeWindow;
  /** No window was named, so that the verb's own was taken; the answer says so. */
  readonly windowWasDefaulted: boolean;
}

/** Executions, one by one, or counted by a key. `failures` means what {@link filterOfQuestion} says. */
export interface ExecutionsQuestion<Name extends "failures" | "runs" = "failures" | "runs"> extends WindowedQuestion {
  readonly verb: Name;
  readonly by?: FilterKey;
}

/** One build of a job. */
export interface BuildQuestion {
  readonly verb: "build";
  /** A pattern of job names: one name, or a glob over several. */
  readonly job: string;
  /** Digits. Absent: the latest build. */
  readonly number?: string;
  readonly filter: Filter;
}

/** The latest builds of a job. */
export interface BuildsQuestion {
  readonly verb: "builds";
  /** A pattern of job names: one name, or a glob over several. */
  readonly job: string;
  /** How many: 1 to {@link MOST_BUILDS}. */
  readonly last: number;
  readonly filter: Filter;
}

/** Two builds of a job side by side. */
export interface CompareQuestion {
  readonly verb: "compare";
  /** A pattern of job names: one name, or a glob over several. */
  readonly job: string;
  /** Digits. Absent: the build before `other`. */
  readonly base?: string;
  /** Digits. Absent: the latest build; then `base` is absent too. */
  readonly other?: string;
  readonly filter: Filter;
}

/** One test. */
export interface TestQuestion {
  readonly verb: "test";
  /** An id, a report link, or a pattern of test names: what is no glob is a part of a name. Never blank. */
  readonly about: string;
}

/** Which jobs there are. */
export interface JobsQuestion {
  readonly verb: "jobs";
  /** A pattern of the whole job name. Absent: every job. */
  readonly pattern?: string;
}

/** Tests that pass and fail by turns. */
export interface FlakyQuestion extends WindowedQuestion {
  readonly verb: "flaky";
}

/** How a job went over time. */
export interface TrendQuestion extends WindowedQuestion {
  readonly verb: "trend";
  /** A pattern of job names: one name, or a glob over several. */
  readonly job: string;
  readonly by?: FilterKey;
}

/** Each verb with what it is read as. */
export interface QuestionByVerb {
  readonly failures: ExecutionsQuestion<"failures">;
  readonly runs: ExecutionsQuestion<"runs">;
  readonly build: BuildQuestion;
  readonly builds: BuildsQuestion;
  readonly compare: CompareQuestion;
  readonly test: TestQuestion;
  readonly jobs: JobsQuestion;
  readonly flaky: FlakyQuestion;
  readonly trend: TrendQuestion;
}

/** A word a question starts with. */
export type QuestionVerbName = keyof QuestionByVerb;

/** What a person asked, understood. */
export type Question = QuestionByVerb[QuestionVerbName];

/** How many builds `builds` lists where no number is said. */
export const DEFAULT_BUILDS = 10;
/** How many builds `builds` lists at most. */
export const MOST_BUILDS = 50;
