import { readFileSync } from "node:fs";
import type { LabExecution } from "./lab-execution.ts";
import type { WireCommandsAnswer, WireExecutionsAnswer } from "./wire-answer.ts";
import type { WireCommandsV1 } from "./wire-commands.ts";

/**
 * The vendor's own sample of a list of executions, with its odd time stamps, missing job and empty artifacts; repaired
 * only so far that it is JSON (the printed one has lost and doubled brackets).
 *
 * Source: https://help.perfecto.io/perfecto-help/content/perfecto/test-analysis/smart_reporting_public_api.htm
 */
export const vendorSampleExecutions: WireExecutionsAnswer = JSON.parse(readFixture("vendor-sample-executions.json"));

/** The vendor's own sample of a commands report (v1), repaired in the same way. */
export const vendorSampleCommands: WireCommandsAnswer & { readonly resources: readonly WireCommandsV1[] } = JSON.parse(
  readFixture("vendor-sample-commands.json"),
);

/** The samples as executions to put into a lab. All of them get the commands of the one sample report. */
export function vendorSampleLabExecutions(): readonly LabExecution[] {
  const commands = vendorSampleCommands.resources.flatMap((resource) => resource.commands);
  return vendorSampleExecutions.resources.map((resource) => ({ resource, commands }));
}

function readFixture(file: string): string {
  return readFileSync(new URL(`fixtures/${file}`, import.meta.url), "utf8");
}
