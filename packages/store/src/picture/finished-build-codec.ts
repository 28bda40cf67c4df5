import type { FinishedBuild } from "@perfecto-bot/pipeline";
import { storedShape } from "../stored-value.ts";

const SHAPE = storedShape<FinishedBuild>("finished build");

/** The newest version that is read. */
export const FINISHED_VERSION = SHAPE.newest;

/** A finished build as text. */
export function encodeFinishedBuild(build: FinishedBuild): string {
  return SHAPE.encode(build);
}

/**
 * The build that a text holds. Those of older versions have no start, which their end stands in for, and no label.
 * @throws {SetAsideError} where the text is of a newer version, or no such value
 */
export function decodeFinishedBuild(text: string, key: string): FinishedBuild {
  const { startedAtMs, label, ...build } = SHAPE.decode(text, key);
  return {
    ...build,
    startedAtMs: startedAtMs ?? build.endedAtMs,
    label: label ?? (build.number === undefined ? "the build before" : `#${build.number}`),
  };
}
