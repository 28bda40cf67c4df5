import { answerCommands } from "./answer-commands.ts";
import { answerExecutions, type LabState } from "./answer-executions.ts";
import { answerFault } from "./answer-fault.ts";
import { answerPage } from "./answer-pages.ts";
import { errorAnswer, type LabAnswer } from "./lab-answer.ts";
import { type FaultBehaviour, isListingFault } from "./lab-fault.ts";
import type { LabRequest } from "./lab-request.ts";

/**
 * The answer to a request: what its fault says, else the refusal of its token (API only), else the truth. Pure.
 */
export function answerLabRequest(
  state: LabState,
  request: LabRequest,
  refusal: LabAnswer | undefined,
  fault: FaultBehaviour | undefined,
): LabAnswer {
  if (
    fault?.kind === "status" ||
    fault?.kind === "error-array" ||
    fault?.kind === "login-page" ||
    fault?.kind === "redirect"
  ) {
    return answerFault(fault);
  }
  if (request.method !== "GET") return errorAnswer(405, `Method ${request.method} is not supported`);
  const { target } = request;
  if (target.kind !== "executions" && target.kind !== "commands") return answerPage(state, target);
  if (refusal) return refusal;
  if (!state.settings.apiVersions.some((version) => version === target.version)) {
    return errorAnswer(404, `API version ${target.version} is not supported`);
  }
  if (target.kind === "commands") return answerCommands(state, target.version, target.testId);
  const listingFault = fault && isListingFault(fault) ? fault : undefined;
  return answerExecutions(state, target.version, target.filters, listingFault);
}
