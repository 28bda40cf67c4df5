import { wentWrong, type Execution } from "./execution.ts";

const MAX_TEXT = 4_000;
const MAX_NAME = 1_000;
const MAX_TAGS = 50;

/**
 * An execution as the picture keeps it: everything that filters and cards look at, and no more.
 * What passed keeps no videos, artifacts and messages; texts are bounded.
 */
export function compactExecution(execution: Execution): Execution {
  const { message, reportUrl, ...rest } = execution;
  const compact = { ...rest, name: cut(execution.name, MAX_NAME), tags: execution.tags.slice(0, MAX_TAGS) };
  if (!wentWrong(execution)) return { ...compact, videos: [], artifacts: [] };
  return {
    ...compact,
    ...(message === undefined ? {} : { message: cut(message, MAX_TEXT) }),
    ...(reportUrl === undefined ? {} : { reportUrl }),
  };
}

function cut(text: string, max: number): string {
  return text.length > max ? text.slice(0, max).toWellFormed() : text.toWellFormed();
}
