import { expect, test } from "vitest";
import { subjectDigest, subjectPhaseMs } from "./subject-digest.ts";

test("a digest is short, stable, free of colons, and another for another subject", () => {
  expect(subjectDigest("j/demo/nightly//45")).toBe(subjectDigest("j/demo/nightly//45"));
  const subjects = [
    "",
    "12",
    "a:b",
    "{x}",
    "夜".repeat(500),
    ...Array.from({ length: 1_000 }, (_, i) => `j/demo/${i}`),
  ];
  const digests = subjects.map(subjectDigest);
  expect(new Set(digests).size).toBe(subjects.length);
  expect(digests.filter((digest) => !/^[\w-]{22}$/.test(digest))).toEqual([]);
});

test.for([2, 50, 30_000])("phases in %i ms are within the cycle, never 0, and stable", (everyMs) => {
  const phases = Array.from({ length: 500 }, (_, i) => subjectPhaseMs(`demo/${i}`, everyMs));
  expect(Math.min(...phases)).toBeGreaterThanOrEqual(1);
  expect(Math.max(...phases)).toBeLessThan(everyMs);
  expect(phases[7]).toBe(subjectPhaseMs("demo/7", everyMs));
});

test("phases are spread over the cycle", () => {
  const quarters = [0, 0, 0, 0];
  for (let i = 0; i < 1_000; i += 1) {
    const quarter = Math.floor(subjectPhaseMs(`demo/${i}`, 30_000) / 7_500);
    quarters[quarter] = (quarters[quarter] ?? 0) + 1;
  }
  expect(Math.min(...quarters)).toBeGreaterThan(200);
});
