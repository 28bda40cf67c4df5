import type {
  BuildComparison,
  BuildRef,
  BuildsQuestion,
  BuildQuestion,
  CiSignal,
  Command,
  CompareQuestion,
  Execution,
  ExecutionGroup,
  ExecutionsQuestion,
  Finality,
  FlakyFindings,
  FlakyQuestion,
  HeatMap,
  JobsQuestion,
  PassRates,
  Question,
  StatusCounts,
  TestQuestion,
  TimeWindow,
  TrendQuestion,
  Verdict,
} from "@perfecto-bot/domain";
import type { LabError } from "../../ports/lab.ts";

/**
 * How far a lab was read: what is older than `known` is missing, or what lies in `missing` and nothing else. With neither,
 * everything of it is.
 */
interface ReadInPart {
  readonly known?: TimeWindow;
  readonly missing?: TimeWindow;
}

/** Something an answer should have and has not. */
export type Gap =
  /** A lab failed. */
  | ({ readonly kind: "lab-failed"; readonly lab: string; readonly error: LabError } & ReadInPart)
  /** There is more: the newest so many rows are here, back to `fromMs` (epoch ms). */
  | { readonly kind: "cap"; readonly cap: number; readonly fromMs: number }
  /** A lab was asked as often as one question may ask it. */
  | ({ readonly kind: "ask-limit"; readonly lab: string } & ReadInPart)
  /** The asker gave up. */
  | ({ readonly kind: "cancelled"; readonly lab: string } & ReadInPart)
  /** So much began within this stretch that the lab does not give out all of it. */
  | { readonly kind: "too-dense"; readonly lab: string; readonly window: TimeWindow };

/** What an answer rests on. */
export interface AnswerCoverage {
  /** Nothing is missing; exactly when `gaps` is empty. */
  readonly complete: boolean;
  readonly gaps: readonly Gap[];
  /** The moment the answer is true for, epoch ms. */
  readonly asOfMs: number;
  /** Whether all of it was known already, or a lab was asked. */
  readonly source: "memory" | "lab";
}

interface Answered<Asked extends Question> {
  readonly verb: Asked["verb"];
  readonly question: Asked;
  /** How the question was understood: one line of plain text. */
  readonly understoodAs: string;
  readonly coverage: AnswerCoverage;
  /** The labs that can have it. Empty where the question names labs that are not configured. */
  readonly labs: readonly string[];
  /** How many executions were looked at to find it. */
  readonly examined: number;
  /** Where nothing was found, a job that was seen and may have been meant: named almost like the one, or like the test, that was asked for. */
  readonly nearestJob?: string;
}

/** A build, with what was asked for of it. */
export interface AnsweredBuild {
  readonly ref: BuildRef;
  /** Everything that ran of the tests whose counting attempt passes the question's filter. In order of rows: newest start first. */
  readonly executions: readonly Execution[];
  /** Tests × platforms by their latest attempts. */
  readonly counts: StatusCounts;
  /** How many of those that passed had failed first. */
  readonly flaky: number;
  /** It may still get results. Only memory knows; what the lab alone tells is taken to have ended. */
  readonly isRunning: boolean;
  /** The first start and the last end, epoch ms, where they are known. */
  readonly startMs?: number;
  readonly endMs?: number;
  readonly source: "memory" | "lab";
  /** The report library filtered to it. */
  readonly url?: string;
}

/** A job that was seen. */
export interface AnsweredJob {
  readonly lab: string;
  readonly job: string;
  /** Epoch ms. */
  readonly lastSeenMs: number;
  /** Its last build, where one is known. */
  readonly last?: Omit<AnsweredBuild, "executions">;
}

/** `failures`, `runs`. */
export interface RunsAnswer extends Answered<ExecutionsQuestion> {
  /** Newest start first, at most 10,000; with `by:`, all of them. */
  readonly rows: readonly Execution[];
  /** How many match, listed or not. */
  readonly total: number;
  /**
   * Everything of the filter and window, passed ones too: of how many tests × platforms the `failures` are, by their latest
   * attempts; of `runs`, every execution.
   */
  readonly counts: StatusCounts;
  /** With `by:`, all groups. Without a status in the filter, `failures` are counted together with what passed. */
  readonly groups?: readonly ExecutionGroup[];
  /** With `by:`, which tests went wrong where; absent for keys where that would say nothing. */
  readonly map?: HeatMap;
}

/** A build as its card shows it. */
export interface WholeBuild extends AnsweredBuild {
  readonly verdict: Verdict;
  /** Which time CI ran it, from 1. */
  readonly attempt: number;
  readonly final?: Finality;
  readonly reopened: number;
  readonly ci?: CiSignal;
}

/** `build`. Without `build`, there is none. */
export interface BuildAnswer extends Answered<BuildQuestion> {
  readonly build?: WholeBuild;
  /** Other builds that the words may mean, such as the same number on another branch; newest first. */
  readonly others: readonly BuildRef[];
}

/** `builds`. */
export interface BuildsAnswer extends Answered<BuildsQuestion> {
  /** Newest first, at most as many as were asked for. */
  readonly builds: readonly AnsweredBuild[];
}

/** `compare`. `comparison` is there exactly when both builds are. */
export interface CompareAnswer extends Answered<CompareQuestion> {
  readonly base?: AnsweredBuild;
  readonly other?: AnsweredBuild;
  readonly comparison?: BuildComparison;
}

/** `test`. Without `execution`, there is none. */
export interface TestAnswer extends Answered<TestQuestion> {
  readonly execution?: Execution;
  /** In order. Absent where the lab did not give them out. */
  readonly commands?: readonly Command[];
  /** The results of this test on this platform, this one included, newest first, at most 20. */
  readonly history: readonly Execution[];
  readonly build?: { readonly ref: BuildRef; readonly url?: string };
  /** How many other executions the words may mean; the newest is shown. */
  readonly others: number;
}

/** `jobs`. */
export interface JobsAnswer extends Answered<JobsQuestion> {
  /** Seen last first. */
  readonly jobs: readonly AnsweredJob[];
}

/** `flaky`. */
export interface FlakyAnswer extends Answered<FlakyQuestion> {
  readonly findings: FlakyFindings;
}

/** `trend`. */
export interface TrendAnswer extends Answered<TrendQuestion> {
  readonly rates: PassRates;
  /** The report library of each build, by its key. */
  readonly buildUrls: ReadonlyMap<string, string>;
}

/** What is known in answer to a question: plain data, for cards and for a terminal alike. */
export type Answer =
  | RunsAnswer
  | BuildAnswer
  | BuildsAnswer
  | CompareAnswer
  | TestAnswer
  | JobsAnswer
  | FlakyAnswer
  | TrendAnswer;
