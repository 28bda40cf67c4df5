import { wentWrong, type Execution } from "./execution.ts";
import { strikeSecrets } from "./strike-secrets.ts";

const MAX_TEXT = 4_000;
const MAX_NAME = 1_000;
const MAX_WORD = 300;
const MAX_TAGS = 50;
const MAX_FILES = 20;

/**
 * An execution as the picture keeps it: everything that filters and cards look at, and no more.
 * What passed keeps no videos, artifacts and messages; texts are bounded, and what looks like a secret is struck out.
 */
export function compactExecution(execution: Execution): Execution {
  const { message, reportUrl, reason, owner, ...rest } = execution;
  const compact = {
    ...rest,
    name: cut(execution.name, MAX_NAME),
    tags: execution.tags.slice(0, MAX_TAGS).map((tag) => cut(tag, MAX_WORD)),
    ...(reason === undefined ? {} : { reason: cut(reason, MAX_WORD) }),
    ...(owner === undefined ? {} : { owner: cut(owner, MAX_WORD) }),
  };
  if (!wentWrong(execution)) return { ...compact, videos: [], artifacts: [] };
  return {
    ...compact,
    videos: execution.videos.slice(0, MAX_FILES),
    artifacts: execution.artifacts.slice(0, MAX_FILES),
    ...(message === undefined ? {} : { message: cut(strikeSecrets(message.slice(0, 2 * MAX_TEXT)), MAX_TEXT) }),
    ...(reportUrl === undefined ? {} : { reportUrl }),
  };
}

function cut(text: string, max: number): string {
  return text.length > max ? text.slice(0, max).toWellFormed() : text.toWellFormed();
}
