import type { Execution } from "@perfecto-bot/domain";

/** An execution with as little in it as can be. */
export function makeExecution(id: string, more: Partial<Execution> = {}): Execution {
  const nothing = { tags: [], platforms: [], videos: [], artifacts: [] };
  return { lab: "demo", id, name: id, status: "PASSED", ...nothing, ...more };
}
