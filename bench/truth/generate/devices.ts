import type { SeededRandom } from "./seeded-random.ts";
import type { AskedPlatform } from "./timeline.ts";

/** A phone model with a system on it. */
export interface Kind {
  readonly os: "iOS" | "Android";
  readonly maker: string;
  readonly model: string;
  readonly osVersion: string;
}

/** What a test asks for, and the phones that can serve it. */
export interface AskedFor {
  /** The platform as people mean it. */
  readonly label: string;
  readonly devices: readonly (AskedPlatform & { readonly deviceId: string })[];
}

export const KINDS = [
  { os: "iOS", maker: "Apple", model: "iPhone 15", osVersion: "17.4" },
  { os: "iOS", maker: "Apple", model: "iPhone 14", osVersion: "17.2" },
  { os: "iOS", maker: "Apple", model: "iPhone 13", osVersion: "16.7" },
  { os: "Android", maker: "Google", model: "Pixel 8", osVersion: "14" },
  { os: "Android", maker: "Samsung", model: "Galaxy S23", osVersion: "13" },
  { os: "Android", maker: "Samsung", model: "Galaxy S22", osVersion: "14" },
] as const satisfies readonly Kind[];

/** How tests name the phone they want: by model, by system (any of its models serves), or nothing is told of it. */
export type Asking = "by-model" | "by-system" | "untold";

/** A platform with so many phones of its kind. */
export function askFor(random: SeededRandom, kind: Kind, asking: Asking, count = 3): AskedFor {
  const { os, osVersion, model } = kind;
  const major = osVersion.split(".")[0] ?? osVersion;
  const requested = {
    "by-model": `model=${model} platformName=${os}`,
    "by-system": `platformName=${os} platformVersion=${major}`,
    untold: undefined,
  }[asking];
  const alike = KINDS.filter((one) => one.os === os && one.osVersion.startsWith(major));
  const devices = Array.from({ length: count }, () => ({
    kind: "device" as const,
    deviceId: os === "iOS" ? `00008110-${random.hex(16).toUpperCase()}` : `R5C${random.hex(8).toUpperCase()}`,
    ...(asking === "by-system" ? random.pick(alike) : kind),
    ...(requested === undefined ? {} : { requested }),
  }));
  return { label: requested ?? `${model} ${os} ${osVersion}`, devices };
}

/** A few platforms, asked for in one way. */
export function somePlatforms(random: SeededRandom, count: number): readonly AskedFor[] {
  const asking = random.pick(["by-model", "by-system", "untold"] as const);
  // Two models of one system would be the same wish.
  const kinds =
    asking === "by-system" ? KINDS.filter(({ model }) => model !== "iPhone 14" && model !== "Galaxy S22") : KINDS;
  return random.some(kinds, count).map((kind) => askFor(random, kind, asking));
}
