import { platformsLabel, type Execution } from "@perfecto-bot/domain";
import type { FinishedBuild } from "../ports/picture-store.ts";

/** How a test on a platform is remembered in a finished build. */
export function failingLabel({ name, platforms }: Pick<Execution, "name" | "platforms">): string {
  return `${name} · ${platformsLabel(platforms)}`;
}

/**
 * The first build of the unbroken row of builds, up to the one before, in which this test failed on this platform.
 * `history` is newest first. Undefined where the build before did not fail so, or has no number.
 */
export function failingSince(
  history: readonly FinishedBuild[],
  execution: Pick<Execution, "name" | "platforms">,
): string | undefined {
  const label = failingLabel(execution);
  const firstOther = history.findIndex((build) => !build.failing.includes(label));
  const row = firstOther < 0 ? history : history.slice(0, firstOther);
  const number = row.at(-1)?.number;
  return number === undefined ? undefined : `#${number}`;
}
