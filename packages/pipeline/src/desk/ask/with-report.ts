import type { Execution } from "@perfecto-bot/domain";
import type { AskParts } from "./ask-parts.ts";

/** An execution with the address of its report, also where the lab's answer or memory has none. */
export function withReport({ links }: Pick<AskParts, "links">, execution: Execution): Execution {
  if (execution.reportUrl !== undefined) return execution;
  const reportUrl = links(execution.lab)?.execution(execution.id);
  return reportUrl === undefined ? execution : { ...execution, reportUrl };
}
