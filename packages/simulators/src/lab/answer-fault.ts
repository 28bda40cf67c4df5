import { errorAnswer, htmlAnswer, type LabAnswer } from "./lab-answer.ts";
import type { AnswerFault } from "./lab-fault.ts";

/** The answer that a fault puts in place of the true one. */
export function answerFault(fault: AnswerFault): LabAnswer {
  if (fault.kind === "login-page") return htmlAnswer(200, loginPage);
  if (fault.kind === "error-array") return errorAnswer(fault.status ?? 200, fault.userMessage);
  if (fault.kind === "redirect") return { status: 302, headers: { location: fault.location }, body: "" };
  const answer = errorAnswer(fault.status, `Simulated failure with status ${fault.status}`);
  if (fault.retryAfter === undefined) return answer;
  return { ...answer, headers: { ...answer.headers, "retry-after": fault.retryAfter } };
}

const loginPage =
  '<!doctype html><html lang="en"><title>Sign in</title><h1>Sign in</h1><p>A simulated login page.</p></html>';
