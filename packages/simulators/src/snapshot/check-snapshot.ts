import type { Check } from "./check-shape.ts";
import { fields, number } from "./check-shape.ts";
import { SnapshotError } from "./snapshot-error.ts";

const versioned = fields<{ readonly v: number }>({ v: number });

/** The version of snapshots that is taken and read. */
const version = 1;

/**
 * Looks at a snapshot before it is restored, whatever its type promises: it comes from a file.
 *
 * @param of what was taken, such as "the simulated Slack"
 * @throws SnapshotError naming the first thing that is wrong.
 */
export const checkSnapshot = <T>(of: string, check: Check<T>, snapshot: T): void => {
  const findings: string[] = [];
  const isOther = versioned(snapshot, "", findings) && snapshot.v !== version;
  if (isOther) throw new SnapshotError(of, `it is of version ${snapshot.v}, and version ${version} is read`);
  if (findings.length === 0) check(snapshot, "", findings);
  if (findings.length > 0) throw new SnapshotError(of, findings[0] ?? "");
};
