import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { bucketCount, bucketOf, decodeBucket, encodeBucket, type KnownExecution } from "./execution-bucket.ts";

const lists = { tags: ["ios"], platforms: [], videos: [], artifacts: [] };
const execution = { lab: "acme", id: "7f3c", name: "pays ✓", status: "PASSED", ...lists } as const;
const KNOWN: KnownExecution = ["7f3c", { execution, firstSeenAtMs: 1, answeredAtMs: 2, settledAtMs: 3 }];

/** `KNOWN` as it was first written. */
const STORED =
  "AjWKvQrCQBAGX0W+ehtNIVwX0FIQUoYU62VPDpJcyG78IeQpbH06n0TU2M0MU5bYhsyDJshN/GgxdXATGj7BgX0rIMQabtnQcStw6Pmuq9fzAYIa26hwOOZFsd+BYHxWuBIxKSpC37CFNLSfVhEusZa0MA8WA3v76kwIcVArRLrcDgq3JnCnVxmk/oUNQcWs+Xs2V9Ub";

describe("the layout of buckets, which stored pictures depend on", () => {
  it.each([
    [0, 1],
    [32, 1],
    [33, 2],
    [64, 2],
    [65, 4],
    [5_000, 256],
  ])("puts %i executions into %i buckets", (executions, buckets) => {
    expect(bucketCount(executions)).toBe(buckets);
  });

  it.each([
    ["", 25],
    ["e0", 42],
    ["7f3c", 44],
    ["__proto__", 12],
    ["6c4fd29a-4a1e-4d0e-9a38-5c7f0f0b9a11", 37],
  ])("puts execution %j into bucket %i of 64", (id, bucket) => {
    expect(bucketOf(id, 64)).toBe(bucket);
  });

  it("reads a bucket that was stored", () => {
    expect(decodeBucket(Buffer.from(STORED, "base64"), "k")).toStrictEqual([KNOWN]);
  });
});

describe("bucketOf", () => {
  it.each([
    ["random ids", () => randomUUID()],
    ["numbered ids", (index: number) => `e${index}`],
    ["ids that differ in the middle", (index: number) => `acme-${index}-pays`],
  ])("spreads %s", (_name, idAt) => {
    const sizes = Array.from({ length: 64 }, () => 0);
    for (let index = 0; index < 2_048; index += 1) {
      const bucket = bucketOf(idAt(index), sizes.length);
      sizes[bucket] = (sizes[bucket] ?? 0) + 1;
    }
    expect(Math.max(...sizes)).toBeLessThan(3 * 32);
  });
});

describe("encodeBucket", () => {
  it("needs a fifth of the JSON of a full bucket, ids and all", () => {
    const full = Array.from({ length: 32 }, (): KnownExecution => {
      const id = randomUUID();
      return [id, { ...KNOWN[1], execution: { ...execution, id } }];
    });
    expect(encodeBucket(full).length).toBeLessThan(JSON.stringify(full).length / 5);
  });
});
