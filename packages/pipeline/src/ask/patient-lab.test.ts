import { NINE } from "@perfecto-bot/domain/testing";
import { describe, expect, it } from "vitest";
import { LabError, type LabErrorKind } from "../ports/lab.ts";
import { patientLab } from "./patient-lab.ts";
import { scriptedLab } from "./testing/scripted-lab.ts";

/** A lab whose first answers are these errors, each after so long, and what asking it patiently took. */
function failing(errors: readonly LabError[], eachTakesMs = 10) {
  let nowMs = NINE;
  const pauses: number[] = [];
  const { lab, asked } = scriptedLab([], {
    script: (_query, index) => {
      nowMs += eachTakesMs;
      const error = errors[index];
      if (error !== undefined) throw error;
    },
  });
  const patient = patientLab(
    lab,
    () => nowMs,
    async (ms) => {
      pauses.push(ms);
      nowMs += ms;
    },
  );
  return { patient, pauses, asked };
}

const error = (kind: LabErrorKind, retryAfterMs?: number): LabError =>
  new LabError(kind, "acme", "no", retryAfterMs === undefined ? {} : { retryAfterMs });
const times = (count: number, one: LabError): readonly LabError[] => Array.from({ length: count }, () => one);

describe("a lab asked patiently", () => {
  it.each<LabErrorKind>(["unreachable", "not-json", "rate-limited"])(
    "is asked up to three times more, after growing pauses: %s",
    async (kind) => {
      const { patient, pauses, asked } = failing(times(3, error(kind)));
      expect(await patient.listExecutions({})).toMatchObject({ executions: [] });
      expect([asked.length, pauses]).toEqual([4, [500, 2_000, 6_000]]);
      const stubborn = failing(times(9, error(kind)));
      await expect(stubborn.patient.listExecutions({})).rejects.toMatchObject({ kind });
      expect(stubborn.asked).toHaveLength(4);
    },
  );

  it.each<LabErrorKind>(["token-refused", "wrong-lab", "window-too-old", "not-found", "refused"])(
    "is not asked again what it would refuse again: %s",
    async (kind) => {
      const { patient, asked } = failing(times(1, error(kind)));
      await expect(patient.listExecutions({})).rejects.toMatchObject({ kind });
      expect(asked).toHaveLength(1);
    },
  );

  it("is waited for as long as it says, within a minute", async () => {
    const soon = failing([error("rate-limited", 9_000)]);
    await soon.patient.listExecutions({});
    expect(soon.pauses).toEqual([9_000]);
    const late = failing([error("rate-limited", 61_000)]);
    await expect(late.patient.listExecutions({})).rejects.toMatchObject({ retryAfterMs: 61_000 });
  });

  it("is left after a minute, however few its hangs were", async () => {
    const { patient, asked } = failing(times(9, error("unreachable")), 25_000);
    await expect(patient.listExecutions({})).rejects.toMatchObject({ kind: "unreachable" });
    expect(asked).toHaveLength(3);
  });

  it("is not waited for by somebody who gave up, before or in a pause", async () => {
    const { lab, asked } = scriptedLab([], {
      script: () => {
        throw error("unreachable");
      },
    });
    const stop = new AbortController();
    const patient = patientLab(lab, () => NINE);
    const outcome = patient.listExecutions({}, stop.signal);
    stop.abort();
    await expect(outcome).rejects.toMatchObject({ kind: "unreachable" });
    await expect(patient.listExecutions({}, stop.signal)).rejects.toMatchObject({ kind: "unreachable" });
    expect(asked).toHaveLength(2);
  });

  it("hides no bug", async () => {
    const { lab } = scriptedLab([], {
      script: () => {
        throw new RangeError("a bug");
      },
    });
    await expect(patientLab(lab, () => NINE).listExecutions({})).rejects.toThrow("a bug");
  });
});
