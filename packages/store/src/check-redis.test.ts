import { describe, expect, it } from "vitest";
import { judgeRedis, parseFacts } from "./check-redis.ts";

const GOOD =
  "# Server\r\nredis_version:7.0.15\r\n\r\naof_enabled:1\r\nmaxmemory_policy:noeviction\r\ncluster_enabled:0\r\n";

describe("judgeRedis", () => {
  it.each([
    ["nothing to say of a durable Redis", GOOD, []],
    ["the oldest good version", GOOD.replace("7.0.15", "6.2.0"), []],
    ["an old version", GOOD.replace("7.0.15", "6.0.16"), ["too-old"]],
    ["a very old version", GOOD.replace("7.0.15", "5.9.0"), ["too-old"]],
    ["no append-only file", GOOD.replace("aof_enabled:1", "aof_enabled:0"), ["append-only-off"]],
    ["eviction", GOOD.replace("noeviction", "allkeys-lru"), ["evicts"]],
    ["a cluster", GOOD.replace("cluster_enabled:0", "cluster_enabled:1"), ["cluster"]],
    ["hidden settings", "redis_version:7.2.4", ["unknown", "unknown"]],
    ["everything hidden", "", ["unknown", "unknown", "unknown"]],
  ])("%s", (_, info, kinds) => {
    const findings = judgeRedis(parseFacts(info));
    expect(findings.map(({ kind }) => kind)).toEqual(kinds);
    for (const { message, todo } of findings)
      expect([message, todo]).toEqual([expect.stringMatching(/\.$/), expect.stringMatching(/\.$/)]);
  });
});
