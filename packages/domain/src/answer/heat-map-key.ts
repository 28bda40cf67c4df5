import type { FilterKey } from "../filter.ts";

/** What stands across a heat map beside executions counted by a key. */
const COLUMNS: Readonly<Record<FilterKey, FilterKey | undefined>> = {
  // Tests are its rows already: where each fails is what one wants to know next.
  test: "platform",
  // Its cells tell how they went.
  status: undefined,
  // Only what went wrong has a reason, so that every cell would have failed as a whole.
  reason: undefined,
  job: "job",
  build: "build",
  branch: "branch",
  platform: "platform",
  os: "os",
  device: "device",
  model: "model",
  browser: "browser",
  tag: "tag",
  owner: "owner",
  project: "project",
  lab: "lab",
  // Nothing is counted by it.
  is: undefined,
};

/** The key whose values are the columns of the heat map of executions counted by `by`; undefined where none would tell anything. */
export function heatMapKey(by: FilterKey): FilterKey | undefined {
  return COLUMNS[by];
}
