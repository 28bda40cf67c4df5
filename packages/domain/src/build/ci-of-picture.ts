import type { BuildPicture } from "../build-picture.ts";
import type { CiSignal } from "./ci-signal.ts";
import type { BuildAttempt } from "./split-line.ts";

/** Everything CI told of a build, attempt by attempt. */
export function ciOf({ ci, earlierCi = [] }: Pick<BuildPicture, "ci" | "earlierCi">): readonly CiSignal[] {
  return ci === undefined ? earlierCi : [...earlierCi, ci];
}

/** A picture that knows this of its attempts. One attempt needs no word. */
export function withAttempts(
  picture: BuildPicture,
  told: readonly CiSignal[],
  attempts: readonly BuildAttempt[],
): BuildPicture {
  const { ci: _ci, earlierCi: _earlier, attempts: before, final, ...rest } = picture;
  const latest = told.at(-1);
  const [first] = attempts;
  const isOnce = attempts.length < 2 && (first?.number ?? 1) === 1;
  const beginsAgain = !isOnce && attempts.length > (before?.length ?? 1);
  return {
    ...rest,
    ...(final === undefined || beginsAgain ? {} : { final }),
    ...(beginsAgain ? { reopened: 0 } : {}),
    ...(latest === undefined ? {} : { ci: latest }),
    ...(told.length < 2 ? {} : { earlierCi: told.slice(0, -1) }),
    ...(isOnce ? {} : { attempts }),
  };
}

/** The latest attempt's number, from 1. */
export function attemptNumber({ attempts }: Pick<BuildPicture, "attempts">): number {
  return attempts?.at(-1)?.number ?? 1;
}

/** When the latest attempt began, epoch ms; before everything where there is one only. */
export function attemptStartMs({ attempts }: Pick<BuildPicture, "attempts">): number {
  const latest = attempts === undefined || attempts.length < 2 ? undefined : attempts.at(-1);
  return latest?.startedAtMs ?? Number.NEGATIVE_INFINITY;
}
