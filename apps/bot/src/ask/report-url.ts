import type { Execution } from "@perfecto-bot/domain";
import type { AnswerSetting } from "./answer-setting.ts";
import { safeUrl } from "./terminal/safe-url.ts";

/** The report of an execution; what passed is kept without an address, but a lab always has one. */
export function reportUrlOf(execution: Execution, { links }: Pick<AnswerSetting, "links">): string | undefined {
  return safeUrl(execution.reportUrl) ?? safeUrl(links(execution.lab)?.execution(execution.id));
}
