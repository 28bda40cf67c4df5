import type { BuildRef } from "@perfecto-bot/domain";
import type { ExecutionQuery } from "../ports/lab.ts";

/** How a lab is asked for one build. Builds of other branches may come with it. */
export function buildQuery(ref: BuildRef): ExecutionQuery {
  return ref.kind === "job" ? { jobNames: [ref.job], jobNumber: ref.number } : { externalIds: [ref.externalId] };
}
