import type { Answer } from "./answer.ts";

/** Whether nothing was found: no execution, build or job that could be shown. */
export function isEmpty(answer: Answer): boolean {
  switch (answer.verb) {
    case "failures":
      // That nothing failed is an answer, if something ran.
      return answer.total === 0 && answer.counts.total === 0;
    case "runs":
      return answer.total === 0;
    case "build":
      return answer.build === undefined;
    case "builds":
      return answer.builds.length === 0;
    case "compare":
      return answer.comparison === undefined;
    case "test":
      return answer.execution === undefined;
    case "jobs":
      return answer.jobs.length === 0;
    case "flaky":
      return answer.findings.histories === 0;
    case "trend":
      return answer.rates.builds.length === 0;
  }
}
