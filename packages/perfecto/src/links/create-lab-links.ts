import type { BuildRef } from "@perfecto-bot/domain";
import type { LabLinks } from "@perfecto-bot/pipeline";
import type { LabBase } from "./lab-base.ts";
import { reportUrl } from "./report-url.ts";

/** A build whose number or name alone does not tell it is shown by time: from shortly before it was seen to start, for a day. */
const EARLY_MS = 60 * 60_000;
const LONGEST_BUILD_MS = 24 * 60 * 60_000;
/** How the domain marks the session of an execution that has none. */
const loneExecution = "execution ";

/**
 * Links into a lab's report site. Brackets are percent-encoded, as the vendor's own SDK writes them
 * (https://github.com/PerfectoCode/perfecto-cypress-sdk): raw ones end a link early in chat clients.
 * A build that is one execution without a session links to its report, since the library cannot be filtered to it.
 */
export function createLabLinks(base: LabBase): LabLinks {
  const library = `${base.url}/reporting/library`;
  return {
    execution: (executionId) => reportUrl(base, executionId),
    build: (ref: BuildRef) => {
      if (ref.kind === "job") {
        const times = ref.repeated === true && ref.startedAtMs !== undefined ? timesFrom(ref.startedAtMs) : "";
        return `${library}?jobName%5B0%5D=${encode(ref.job)}&jobNumber%5B0%5D=${ref.number}${times}`;
      }
      if (ref.kind === "run") return `${library}?jobName%5B0%5D=${encode(ref.job)}${timesFrom(ref.startedAtMs)}`;
      if (ref.externalId.startsWith(loneExecution)) return reportUrl(base, ref.externalId.slice(loneExecution.length));
      return `${library}?externalId%5B0%5D=${encode(ref.externalId)}`;
    },
  };
}

/** The library's own filter for a stretch of time, as the vendor's tools write it (https://github.com/PerfectoMobileSA/PerfectoActions). */
function timesFrom(startedAtMs: number): string {
  const [fromMs, toMs] = [startedAtMs - EARLY_MS, startedAtMs + LONGEST_BUILD_MS];
  return `&startExecutionTime%5B0%5D=${fromMs}&startExecutionTime%5B1%5D=custom&endExecutionTime%5B0%5D=${toMs}`;
}

function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}
