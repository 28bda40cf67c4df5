import type { BuildRef } from "@perfecto-bot/domain";
import type { LabLinks } from "@perfecto-bot/pipeline";
import type { LabBase } from "./lab-base.ts";
import { reportUrl } from "./report-url.ts";

/** How `buildOf` of the domain marks the session of an execution that has none. */
const loneExecution = "execution ";

/**
 * Links into a lab's report site. Brackets are percent-encoded, as the vendor's own SDK writes them
 * (https://github.com/PerfectoCode/perfecto-cypress-sdk): raw ones end a link early in chat clients.
 * A build that is one execution without a session links to its report, since the library cannot be filtered to it.
 */
export function createLabLinks(base: LabBase): LabLinks {
  return {
    execution: (executionId) => reportUrl(base, executionId),
    build: (ref: BuildRef) => {
      if (ref.kind === "job") {
        return `${base.url}/reporting/library?jobName%5B0%5D=${encode(ref.job)}&jobNumber%5B0%5D=${ref.number}`;
      }
      if (ref.externalId.startsWith(loneExecution)) return reportUrl(base, ref.externalId.slice(loneExecution.length));
      return `${base.url}/reporting/library?externalId%5B0%5D=${encode(ref.externalId)}`;
    },
  };
}

function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}
