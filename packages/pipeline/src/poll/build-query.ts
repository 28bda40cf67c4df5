import type { BuildRef } from "@perfecto-bot/domain";
import type { ExecutionQuery } from "../ports/lab.ts";

/** A test that began so long before its build was first seen may only now have shown: the lab filters by start. */
const EARLIEST_MS = 4 * 60 * 60_000;

/** How a lab is asked for one build. Builds of other branches, and of about the same time, may come with it. */
export function buildQuery(ref: BuildRef): ExecutionQuery {
  switch (ref.kind) {
    case "job": {
      const named = { jobNames: [ref.job], jobNumber: ref.number };
      const isTimed = ref.repeated === true && ref.startedAtMs !== undefined;
      return isTimed ? { ...named, startedFromMs: ref.startedAtMs - EARLIEST_MS } : named;
    }
    case "run":
      return { jobNames: [ref.job], startedFromMs: ref.startedAtMs - EARLIEST_MS };
    case "session":
      return { externalIds: [ref.externalId] };
  }
}
