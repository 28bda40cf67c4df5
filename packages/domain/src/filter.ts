import type { Execution } from "./execution.ts";
import { matchGlob } from "./glob.ts";
import { platformLabel } from "./platform.ts";

/** What a filter term can look at. `test` is also what a bare word means. */
export const FILTER_KEYS = [
  "job",
  "build",
  "branch",
  "test",
  "status",
  "platform",
  "os",
  "device",
  "model",
  "browser",
  "tag",
  "owner",
  "project",
  "reason",
  "lab",
] as const;

/** One of {@link FILTER_KEYS}. */
export type FilterKey = (typeof FILTER_KEYS)[number];

/** `[-]key:value[,value…]`: the values are alternatives, a minus excludes. Values are globs over the whole text, case-insensitive. */
export interface FilterTerm {
  readonly key: FilterKey;
  readonly negated: boolean;
  readonly values: readonly string[];
}

/** All terms must hold. An empty filter matches everything. */
export type Filter = readonly FilterTerm[];

/** Whether an execution satisfies every term. */
export function matchFilter(filter: Filter, execution: Execution): boolean {
  return filter.every((term) => matchTerm(term, execution));
}

function matchTerm(term: FilterTerm, execution: Execution): boolean {
  const texts = textsFor(term.key, execution);
  const hit = term.values.some((value) => texts.some((text) => matchGlob(value, text)));
  return hit !== term.negated;
}

function textsFor(key: FilterKey, execution: Execution): readonly string[] {
  const { platforms } = execution;
  switch (key) {
    case "job":
      return present(execution.job?.name);
    case "build":
      return present(execution.job?.number?.toString());
    case "branch":
      return present(execution.job?.branch);
    case "test":
      return [execution.name];
    case "status":
      return [execution.status];
    case "platform":
      return platforms.flatMap((platform) => [platformLabel(platform), ...platformWords(platform)]);
    case "os":
      return platforms.flatMap((platform) => present(platform.os, joined(platform.os, platform.osVersion)));
    case "device":
      return platforms.flatMap((platform) =>
        platform.kind === "device"
          ? present(platform.deviceId, joined(platform.maker, platform.model), platform.model)
          : [],
      );
    case "model":
      return platforms.flatMap((platform) => (platform.kind === "device" ? present(platform.model) : []));
    case "browser":
      return platforms.flatMap((platform) =>
        platform.kind === "browser" ? present(platform.browser, joined(platform.browser, platform.browserVersion)) : [],
      );
    case "tag":
      return execution.tags;
    case "owner":
      return present(execution.owner);
    case "project":
      return present(execution.project?.name, joined(execution.project?.name, execution.project?.version));
    case "reason":
      return present(execution.reason);
    case "lab":
      return [execution.lab];
  }
}

function platformWords(platform: Execution["platforms"][number]): readonly string[] {
  const own =
    platform.kind === "device"
      ? [joined(platform.maker, platform.model), platform.model, platform.maker]
      : [platform.browser, joined(platform.browser, platform.browserVersion)];
  return present(...own, platform.os, joined(platform.os, platform.osVersion));
}

function joined(first: string | undefined, second: string | undefined): string | undefined {
  return first !== undefined && second !== undefined ? `${first} ${second}` : undefined;
}

function present(...texts: (string | undefined)[]): readonly string[] {
  return texts.filter((text) => text !== undefined);
}
