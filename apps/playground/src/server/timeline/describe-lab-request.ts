import type { LoggedRequest } from "@perfecto-bot/simulators/lab";
import { countOf } from "./count-of.ts";
import type { Told } from "./told.ts";

/** What a request to the lab is told with. */
export interface LabKnowledge {
  /** How many executions of a build have shown. */
  readonly shownOf: (job: string, number: number) => number;
  /** A test's name by its execution's id. */
  readonly nameOf: (id: string) => string | undefined;
  /** Whether the lab refuses the service's token. */
  readonly refusesToken: () => boolean;
}

/** A request to the lab in plain words: the service asked for something, or a person opened a page of it. */
export function describeLabRequest(request: LoggedRequest, known: LabKnowledge): Told | undefined {
  const { atMs, target, fault } = request;
  const asked = askedFor(request, known);
  if (asked === undefined) return undefined;
  const { text: words, fold } = asked;
  if (target.kind !== "executions" && target.kind !== "commands")
    return { atMs, actor: "person", kind: "acted", text: words, tone: "quiet", fold };
  const trouble =
    fault === undefined
      ? known.refusesToken()
        ? "the lab refused its token"
        : undefined
      : `the lab failed (${fault})`;
  if (trouble === undefined) return { atMs, actor: "service", kind: "lab-request", text: words, tone: "quiet", fold };
  const text = `${asked.doing}: ${trouble}`;
  return { atMs, actor: "service", kind: "failed-call", text, tone: "bad", fold: `failed ${fold}` };
}

interface Asked {
  readonly text: string;
  /** The same without what came of it. */
  readonly doing: string;
  readonly fold: string;
}

function askedFor({ target }: LoggedRequest, { shownOf, nameOf }: LabKnowledge): Asked | undefined {
  switch (target.kind) {
    case "executions": {
      const { jobNames, jobNumbers, externalIds, page } = target.filters;
      const [job] = jobNames;
      const [number] = jobNumbers;
      if (job !== undefined && number !== undefined && jobNames.length === 1) {
        const build = `${job} #${number}`;
        const text = `tracked ${build}: ${countOf(shownOf(job, Number(number)), "execution")}`;
        return { text, doing: `tracked ${build}`, fold: `lab build ${build}` };
      }
      if (jobNames.length > 0) return alike(`asked the lab for ${countOf(jobNames.length, "job")}`, "lab jobs");
      if (externalIds.length > 0)
        return alike(`asked the lab for ${countOf(externalIds.length, "driver session")}`, "lab sessions");
      const more = page > 1 ? `, page ${page}` : "";
      return alike(`asked the lab what is new${more}`, "lab news");
    }
    case "commands": {
      const name = nameOf(target.testId) ?? target.testId;
      return alike(`read the steps of ${name}`, `lab commands ${target.testId}`);
    }
    case "report":
      return alike(
        `Somebody opened the report of ${nameOf(target.testId) ?? target.testId}`,
        `lab report ${target.testId}`,
      );
    case "library":
      return alike("Somebody opened the report library", "lab library");
    case "media":
    case "unknown":
      return undefined;
  }
}

function alike(text: string, fold: string): Asked {
  return { text, doing: text, fold };
}
