import type { FilterKey } from "@perfecto-bot/domain";
import { oneLine } from "../phrases.ts";

const LONGEST_LABEL = 80;

/** What is counted by a key, in words. */
export const KEY_WORDS: Readonly<Record<FilterKey, readonly [one: string, many: string]>> = {
  job: ["job", "jobs"],
  build: ["build", "builds"],
  branch: ["branch", "branches"],
  test: ["test", "tests"],
  status: ["status", "statuses"],
  platform: ["platform", "platforms"],
  os: ["system", "systems"],
  device: ["device", "devices"],
  model: ["model", "models"],
  browser: ["browser", "browsers"],
  tag: ["tag", "tags"],
  owner: ["owner", "owners"],
  project: ["project", "projects"],
  reason: ["reason", "reasons"],
  is: ["kind of result", "kinds of results"],
  lab: ["lab", "labs"],
};

/** A value of a key in one short line, never empty: "iOS 17.5.1"; of what has none, "Without an owner". */
export function valueLabel(label: string | undefined, by: FilterKey): string {
  if (label !== undefined) return oneLine(label, LONGEST_LABEL) || "(blank)";
  const [one] = KEY_WORDS[by];
  return `Without ${/^[aeiou]/.test(one) ? "an" : "a"} ${one}`;
}
