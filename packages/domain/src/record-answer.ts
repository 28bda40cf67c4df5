import { reopen, type BuildPicture, type RecordedExecution } from "./build-picture.ts";
import { compactExecution } from "./compact-execution.ts";
import { isUnfinished, wentWrong, type Execution } from "./execution.ts";
import { mergeRecorded } from "./merge-recorded.ts";

/** A lab's answer about one build, or about some of its executions. */
export interface BuildAnswer {
  readonly executions: readonly Execution[];
  /** The whole answer said PROCESSING_COMPLETE and was not empty. */
  readonly complete: boolean;
  readonly answeredAtMs: number;
}

/** What an answer changed. `news`: something people could see differently; otherwise only the time of the answer moved. */
export interface Recording {
  readonly picture: BuildPicture;
  readonly news: boolean;
  /** Ids seen for the first time. */
  readonly arrived: readonly string[];
}

/**
 * Writes an answer into the picture. A complete answer settles everything in it that ended.
 * A final build that learns of a new execution, or of another verdict, is reopened.
 */
export function recordAnswer(picture: BuildPicture, answer: BuildAnswer): Recording {
  const executions = new Map(picture.executions);
  const arrived: string[] = [];
  let news = false;
  let judgedAnew = false;
  for (const execution of answer.executions) {
    const known = executions.get(execution.id);
    const fresh = recordOf(execution, answer);
    const merged = known ? mergeRecorded(known, fresh) : fresh;
    if (!known) arrived.push(execution.id);
    if (!known || contentDiffers(known, merged)) news = true;
    if (known && known.execution.status !== merged.execution.status) judgedAnew = true;
    executions.set(execution.id, merged);
  }
  const reopens = arrived.length > 0 || judgedAnew;
  return {
    picture: { ...(reopens ? reopen(picture) : picture), executions },
    news,
    arrived,
  };
}

function recordOf(execution: Execution, { complete, answeredAtMs }: BuildAnswer): RecordedExecution {
  return {
    execution: compactExecution(execution),
    firstSeenAtMs: answeredAtMs,
    answeredAtMs,
    ...(complete && !isUnfinished(execution) ? { settledAtMs: answeredAtMs } : {}),
    ...(wentWrong(execution) ? { enrichment: { state: "pending", attempts: 0 } } : {}),
  };
}

function contentDiffers(before: RecordedExecution, after: RecordedExecution): boolean {
  return (
    before.settledAtMs !== after.settledAtMs ||
    before.firstSeenAtMs !== after.firstSeenAtMs ||
    before.enrichment !== after.enrichment ||
    JSON.stringify(before.execution) !== JSON.stringify(after.execution)
  );
}
