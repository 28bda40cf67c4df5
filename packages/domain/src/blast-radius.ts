import type { Execution } from "./execution.ts";
import { platformLabel, type Platform } from "./platform.ts";

/** Ways to describe a platform, broadest first. */
const ASPECTS: readonly ((platform: Platform) => string | undefined)[] = [
  (platform) => platform.os,
  (platform) => (platform.kind === "device" ? platform.maker : platform.browser),
  (platform) => joined(platform.os, majorVersion(platform.osVersion)),
  (platform) => joined(platform.os, platform.osVersion),
  (platform) => (platform.kind === "device" ? platform.model : joined(platform.browser, platform.browserVersion)),
  platformLabel,
];

/**
 * What failing executions have in common that no passing one has: "iOS 17", "Samsung", "Chrome".
 * The broadest such aspect, or undefined where nothing separates them or nothing passed. Where the same tests passed
 * elsewhere, only they are compared: that other tests pass on iOS 17 says nothing about these.
 */
export function blastRadius(failed: readonly Execution[], passed: readonly Execution[]): string | undefined {
  if (failed.length === 0 || passed.length === 0) return undefined;
  const names = new Set(failed.map(({ name }) => name));
  const twins = passed.filter(({ name }) => names.has(name));
  const compared = twins.length > 0 ? twins : passed;
  for (const aspect of ASPECTS) {
    const [first, ...others] = new Set(failed.map((execution) => aspectOf(execution, aspect)));
    if (first === undefined || others.length > 0) continue;
    if (!compared.some(({ platforms }) => platforms.some((platform) => aspect(platform) === first))) return first;
  }
  return undefined;
}

function aspectOf(execution: Execution, aspect: (platform: Platform) => string | undefined): string | undefined {
  const values = new Set(execution.platforms.map(aspect));
  return values.size === 1 ? [...values][0] : undefined;
}

function majorVersion(version: string | undefined): string | undefined {
  return version?.split(".", 1)[0];
}

function joined(first: string | undefined, second: string | undefined): string | undefined {
  return first !== undefined && second !== undefined ? `${first} ${second}` : undefined;
}
