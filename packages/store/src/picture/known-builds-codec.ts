import type { KnownBuild, KnownBuilds } from "@perfecto-bot/pipeline";
import { storedShape } from "../stored-value.ts";

/** Key, start, number, branch, and 1 while executions move; what is absent is null, or left out at the end. */
type Row = readonly [string, number, number | null, string | null, 1?];

const SHAPE = storedShape<readonly Row[]>("list of builds");

/** Known builds as text. */
export function encodeKnownBuilds(builds: readonly KnownBuild[]): string {
  return SHAPE.encode(
    builds.map(({ key, startedAtMs, number, branch, moving }): Row => {
      const row = [key, startedAtMs, number ?? null, branch ?? null] as const;
      return moving === true ? [...row, 1] : row;
    }),
  );
}

/**
 * What the fields `revision` and `builds` hold; nothing where they are missing.
 * @throws {SetAsideError} where a text is of a newer version, or no such value
 */
export function decodeKnownBuilds(fields: readonly (string | null)[], key: string): KnownBuilds {
  const [revision, builds] = fields;
  if (typeof revision !== "string" || typeof builds !== "string") return { revision: 0, builds: [] };
  return {
    revision: Number(revision),
    builds: SHAPE.decode(builds, key).map(([build, startedAtMs, number, branch, moving]) => ({
      key: build,
      startedAtMs,
      ...(number === null ? {} : { number }),
      ...(branch === null ? {} : { branch }),
      ...(moving === 1 ? { moving: true as const } : {}),
    })),
  };
}
