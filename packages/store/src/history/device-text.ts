import type { BuildKey, JobDeviceEvidence } from "@perfecto-bot/domain";
import { storedShape } from "../stored-value.ts";

/** What one build told of a device. */
export interface ToldByBuild {
  readonly build: BuildKey;
  readonly evidence: JobDeviceEvidence;
}

/** Build, job, start, tests that failed alone (marks, or their count), failed too, passed. */
type Row = readonly [string, string, number, readonly string[] | number, number, number];

interface Kept {
  readonly deviceId: string;
  readonly label: string;
  readonly rows: readonly Row[];
}

const SHAPE = storedShape<Kept>("device evidence");

/** What builds told of one device, as text; empty where that is nothing. */
export function encodeDevice(told: readonly ToldByBuild[]): string {
  const [newest] = told;
  if (newest === undefined) return "";
  const { deviceId, label } = newest.evidence;
  const rows = told.map(({ build, evidence }): Row => {
    const { job, startMs, failedAlone, failedToo, passed, aloneMarks } = evidence;
    return [build, job, startMs, aloneMarks ?? failedAlone, failedToo, passed];
  });
  return SHAPE.encode({ deviceId, label, rows });
}

/** What {@link encodeDevice} wrote. @throws {SetAsideError} where the text is of a newer version, or no such value */
export function decodeDevice(text: string, key: string): readonly ToldByBuild[] {
  const { deviceId, label, rows } = SHAPE.decode(text, key);
  return rows.map(([build, job, startMs, alone, failedToo, passed]) => ({
    build,
    evidence: {
      deviceId,
      label,
      job,
      startMs,
      failedToo,
      passed,
      ...(typeof alone === "number" ? { failedAlone: alone } : { failedAlone: alone.length, aloneMarks: alone }),
    },
  }));
}
