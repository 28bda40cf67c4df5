import { isVisible, stepsOf } from "./lab-execution.ts";
import type { LabState } from "./answer-executions.ts";
import { errorAnswer, jsonAnswer, type LabAnswer } from "./lab-answer.ts";
import type { WireCommandsAnswer } from "./wire-answer.ts";

/**
 * `GET /export/api/{v1,v3}/test-executions/<id>/commands`.
 *
 * v1 has one resource with the commands in a row
 * (https://help.perfecto.io/perfecto-help/content/perfecto/test-analysis/smart_reporting_public_api.htm), v3 one
 * resource a step. `createdAt` is a string, unlike in the list of executions. An id that is unknown, or belongs to an
 * execution that does not show yet, answers 404 with an error array.
 */
export function answerCommands({ shelf, settings, nowMs }: LabState, version: string, testId: string): LabAnswer {
  const execution = shelf.find(testId);
  if (!execution || !isVisible(execution, nowMs)) {
    return errorAnswer(404, `Test execution ${testId} was not found`);
  }
  const steps = stepsOf(execution);
  const answer: WireCommandsAnswer = {
    resources:
      version === "v1" ? [{ testExecutionId: testId, commands: steps.flatMap((step) => step.commands) }] : steps,
    metadata: {
      createdAt: String(nowMs),
      apiVersion: version,
      userId: settings.userId,
      tenantId: settings.tenantId,
    },
  };
  return jsonAnswer(200, answer);
}
