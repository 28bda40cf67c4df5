import type { LabEvent } from "@perfecto-bot/simulators/lab";
import { countOf } from "./count-of.ts";
import type { Told } from "./told.ts";

/** The beginning and the end of a build. Single executions are for the lab's own part of the page. */
export function describeLabEvent(event: LabEvent): Told | undefined {
  const told = { atMs: event.atMs, actor: "lab", kind: "world", tone: "quiet" } as const;
  const build = `${event.job} #${event.number}`;
  if (event.kind === "build started")
    return { ...told, text: `${build} started: ${countOf(event.executions, "test execution")}` };
  if (event.kind === "build complete") return { ...told, text: `${build} is complete: all has run and is processed` };
  return undefined;
}
