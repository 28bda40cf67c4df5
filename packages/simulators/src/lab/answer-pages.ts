import type { LabState } from "./answer-executions.ts";
import { htmlAnswer, type LabAnswer } from "./lab-answer.ts";
import { isSettled, isVisible } from "./lab-execution.ts";
import type { LabTarget } from "./lab-request.ts";
import { renderLibrary, renderMedia, renderNothingHere, renderReport, renderScreenshot } from "./render-pages.ts";
import { selectExecutions } from "./select-executions.ts";

const libraryRows = 200;

/**
 * The pages that links of the lab lead to: report, library, videos, artifacts, screenshots. They say that they are
 * simulated. A real lab asks people to sign in first; this one does not.
 */
export function answerPage(state: LabState, target: LabTarget): LabAnswer {
  const { shelf, settings, nowMs } = state;
  if (target.kind === "library") {
    const found = selectExecutions(shelf, target.filters, settings.repeatedJobName, nowMs);
    return htmlAnswer(200, renderLibrary(found.slice(0, libraryRows), found.length));
  }
  const execution = target.kind === "report" || target.kind === "media" ? shelf.find(target.testId) : undefined;
  if (!execution || !isVisible(execution, nowMs)) return htmlAnswer(404, renderNothingHere());
  if (target.kind !== "media") {
    const ready = isSettled(execution, nowMs);
    const shown = ready ? execution : { ...execution, resource: { ...execution.resource, videos: [], artifacts: [] } };
    return htmlAnswer(200, renderReport(shown));
  }
  if (!target.file.endsWith(".svg")) return htmlAnswer(200, renderMedia(execution, target.file));
  const picture = renderScreenshot(execution, target.file);
  return { ...htmlAnswer(200, picture), headers: { "content-type": "image/svg+xml;charset=UTF-8" } };
}
