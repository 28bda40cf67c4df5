import type { ExecutionShelf } from "./execution-shelf.ts";
import { isSettled, type LabExecution } from "./lab-execution.ts";
import { errorAnswer, jsonAnswer, type LabAnswer } from "./lab-answer.ts";
import type { ListingFault } from "./lab-fault.ts";
import type { LabSettings } from "./lab-settings.ts";
import type { ExecutionFilters } from "./parse-filters.ts";
import { selectExecutions } from "./select-executions.ts";
import type { WireExecution } from "./wire-execution.ts";
import type { WireExecutionsAnswer } from "./wire-answer.ts";

/** Everything an answer depends on. */
export interface LabState {
  readonly shelf: ExecutionShelf;
  readonly settings: LabSettings;
  readonly nowMs: number;
}

/**
 * `GET /export/api/{v1,v3}/test-executions`: one page, newest first.
 *
 * `processingStatus` speaks of the executions in this very answer. A start before the retention is refused with status
 * 400; the text is the vendor's (https://github.com/PerfectoMobileSA/PerfectoActions), the status is a guess.
 */
export function answerExecutions(
  { shelf, settings, nowMs }: LabState,
  version: string,
  filters: ExecutionFilters,
  fault?: ListingFault,
): LabAnswer {
  if (filters.startMs !== undefined && filters.startMs < nowMs - settings.retentionMs) {
    return errorAnswer(400, "Time period is not in supported range");
  }
  const selected = selectExecutions(shelf, filters, settings.repeatedJobName, nowMs);
  const { shown, truncated } = cutPage(selected, filters.page, settings.pageSize, fault);
  const answer: WireExecutionsAnswer = {
    resources: shown.map((execution) => onTheWire(execution, settings, nowMs)),
    metadata: {
      createdAt: nowMs,
      apiVersion: version,
      userId: settings.userId,
      tenantId: settings.tenantId,
      processingStatus: shown.every((execution) => isSettled(execution, nowMs)) ? "PROCESSING_COMPLETE" : "PROCESSING",
      page: filters.page,
      truncated,
    },
  };
  return jsonAnswer(200, answer);
}

interface Page {
  readonly shown: readonly LabExecution[];
  readonly truncated: boolean;
}

function cutPage(selected: readonly LabExecution[], page: number, size: number, fault?: ListingFault): Page {
  const from = (page - 1) * size;
  const honest = { shown: selected.slice(from, from + size), truncated: selected.length > from + size };
  if (!fault) return honest;
  if (fault.kind === "hidden-pages") return { ...honest, truncated: false };
  if (fault.kind === "empty-complete") return { shown: [], truncated: false };
  if (fault.kind === "endless-pages") {
    return { shown: page < (fault.fromPage ?? 2) ? honest.shown : [], truncated: true };
  }
  return { ...honest, shown: selected.slice(Math.max(0, from - fault.count), from + size) };
}

function onTheWire(execution: LabExecution, settings: LabSettings, nowMs: number): WireExecution {
  if (settings.mediaWhileProcessing === "listed" || isSettled(execution, nowMs)) return execution.resource;
  return { ...execution.resource, videos: [], artifacts: [] };
}
