import { expect, test } from "vitest";
import { parseShardSubject, shardSubject } from "./shard-subject.ts";

test.for([
  { lab: "demo", index: 0 },
  { lab: "demo", index: -1 },
  { lab: "öst/1:2 {x}%", index: 499 },
])("shard $lab $index keeps its identity", (shard) => {
  expect(parseShardSubject(shardSubject(shard))).toEqual(shard);
});

test.for(["", "demo", "demo/", "/1", "a/b/1", "demo/1.5"])("%j is no shard", (subject) => {
  expect(() => parseShardSubject(subject)).toThrow(RangeError);
});
