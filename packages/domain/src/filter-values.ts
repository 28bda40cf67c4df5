import { branchName } from "./build/branch-name.ts";
import { testLabel } from "./build/test-identity.ts";
import { buildLabel, buildToldBy } from "./build-ref.ts";
import type { Execution } from "./execution.ts";
import type { FilterKey } from "./filter.ts";
import { platformLabel, type Platform } from "./platform.ts";

/** One value that an execution has for a filter key, such as one of its tags. */
export interface FilterValue {
  /** The one name it is grouped under, as precise as is known: "iOS 17.4". Undefined where nothing is known of it. */
  readonly label: string | undefined;
  /** Every name a filter finds it by: "iOS", "iOS 17.4". */
  readonly texts: readonly string[];
}

/** All values of an execution for a filter key; none where the lab said nothing. */
export function filterValues(key: FilterKey, execution: Execution): readonly FilterValue[] {
  const { job, platforms, project } = execution;
  switch (key) {
    case "job":
      return named(job?.name);
    case "build":
      return job?.number === undefined
        ? []
        : [{ label: buildLabel(buildToldBy(execution)), texts: [job.number.toString()] }];
    case "branch":
      return named(job?.branch && branchName(job.branch));
    case "test":
      return named(execution.name, testLabel(execution));
    case "status":
      return named(execution.status);
    case "platform":
      return platforms.map((platform) => ({
        label: isKnown(platform) ? platformLabel(platform) : undefined,
        texts: [platformLabel(platform), ...platformWords(platform)],
      }));
    case "os":
      return platforms.flatMap(({ os, osVersion }) => named(os, joined(os, osVersion)));
    case "device":
      return platforms.flatMap(deviceValues);
    case "model":
      return platforms.flatMap((platform) => (platform.kind === "device" ? named(platform.model) : []));
    case "browser":
      return platforms.flatMap((platform) =>
        platform.kind === "browser" ? named(platform.browser, joined(platform.browser, platform.browserVersion)) : [],
      );
    case "tag":
      return execution.tags.flatMap((tag) => named(tag));
    case "owner":
      return named(execution.owner);
    case "project":
      return named(project?.name, joined(project?.name, project?.version));
    case "reason":
      return named(execution.reason);
    case "lab":
      return named(execution.lab);
    case "is":
      // What a result is, no execution tells alone.
      return [];
  }
}

/** One value known by these names, the most precise last. */
function named(...names: readonly (string | undefined)[]): readonly FilterValue[] {
  const texts = present(...names);
  return texts.length === 0 ? [] : [{ label: texts.at(-1), texts }];
}

/** A device is one phone, not a model: its id belongs to its label. */
function deviceValues(platform: Platform): readonly FilterValue[] {
  if (platform.kind !== "device") return [];
  const { deviceId, maker, model } = platform;
  const name = present(maker, model).join(" ") || undefined;
  const label = name === undefined || deviceId === undefined ? (name ?? deviceId) : `${name} (${deviceId})`;
  return label === undefined ? [] : [{ label, texts: present(deviceId, joined(maker, model), model) }];
}

function platformWords(platform: Platform): readonly string[] {
  const own =
    platform.kind === "device"
      ? [joined(platform.maker, platform.model), platform.model, platform.maker]
      : [platform.browser, joined(platform.browser, platform.browserVersion)];
  return present(...own, platform.os, joined(platform.os, platform.osVersion));
}

function isKnown(platform: Platform): boolean {
  return platformLabel(platform) !== platformLabel({ kind: platform.kind });
}

function joined(first: string | undefined, second: string | undefined): string | undefined {
  return first !== undefined && second !== undefined ? `${first} ${second}` : undefined;
}

function present(...texts: readonly (string | undefined)[]): readonly string[] {
  return texts.filter((text) => text !== undefined);
}
