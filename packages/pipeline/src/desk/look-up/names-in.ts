import { canBeChosen, type Execution, type Platform } from "@perfecto-bot/domain";
import { isInteractive } from "../ask/is-interactive.ts";

/** Names by how much speaks for each: the larger, the better known. The larger come first. */
export type WeighedNames = ReadonlyMap<string, number>;

/** The names that executions bear. */
export interface NamesSeen {
  /** By when one of them began last, epoch ms. */
  readonly job: WeighedNames;
  /** As people know them, maker and model. These and all that follow by how many executions bear them. */
  readonly device: WeighedNames;
  readonly deviceId: WeighedNames;
  readonly tag: WeighedNames;
  readonly owner: WeighedNames;
}

const MOST_OF_EACH = 2_000;

/**
 * The names that a form can offer of these executions: a filter finds an execution by each of its own. Sessions driven by
 * hand are left out, as they are in answers, and so are names that nobody could choose.
 */
export function namesIn(executions: readonly Execution[]): NamesSeen {
  const tests = executions.filter((one) => !isInteractive(one));
  const newestFirst = tests.toSorted((a, b) => (b.startedAtMs ?? 0) - (a.startedAtMs ?? 0));
  const began = newestFirst.map(({ job, startedAtMs = 0 }) => [job?.name, startedAtMs] as const);
  const devices = newestFirst.flatMap(({ platforms }) => platforms);
  return {
    job: heaviest(began.toReversed()),
    device: counted(devices.map(deviceName)),
    deviceId: counted(devices.map((one) => (one.kind === "device" ? one.deviceId : undefined))),
    tag: counted(newestFirst.flatMap(({ tags }) => tags)),
    owner: counted(newestFirst.map(({ owner }) => owner)),
  };
}

function deviceName(platform: Platform): string | undefined {
  if (platform.kind !== "device" || platform.model === undefined) return undefined;
  return platform.maker === undefined ? platform.model : `${platform.maker} ${platform.model}`;
}

function counted(names: readonly (string | undefined)[]): WeighedNames {
  const counts = new Map<string | undefined, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return heaviest(counts);
}

function heaviest(weighed: Iterable<readonly [string | undefined, number]>): WeighedNames {
  const known = [...new Map(weighed)].flatMap(([name, weight]) =>
    name !== undefined && canBeChosen(name) ? [[name, weight] as const] : [],
  );
  return new Map(known.toSorted(([, a], [, b]) => b - a).slice(0, MOST_OF_EACH));
}
