import { Secret } from "@perfecto-bot/domain";
import { ownRedis, type OwnRedis } from "@perfecto-bot/store/testing";
import { describe, expect, it, onTestFinished } from "vitest";
import { checkStore } from "./check-store.ts";
import { doctor } from "./doctor.ts";

/** A primary that is stopped waits up to ten seconds for its replicas. */
const ENDING_MS = 60_000;
async function aRedis(): Promise<OwnRedis> {
  const redis = await ownRedis();
  onTestFinished(redis.end, ENDING_MS);
  return redis;
}

const check = (url: string) => checkStore(new Secret(url));

describe("the doctor", () => {
  it("finds nothing wrong with a Redis that is as it should be", async () => {
    const { url } = await aRedis();
    expect(await check(url)).toEqual([
      {
        verdict: "good",
        subject: "Redis",
        detail: "answers, takes writes, keeps an append-only file and evicts nothing",
      },
    ]);
  });

  it.each([
    ["maxmemory", "1", /takes no writes: its memory is full$/u, /^Raise `maxmemory`/u],
    ["min-replicas-to-write", "1", /takes no writes: it has fewer replicas/u, /^Mend the replicas/u],
  ])("says which it is and what to do: %s %s", async (setting, value, detail, todo) => {
    const redis = await aRedis();
    await redis.set(setting, value);
    expect(await check(redis.url)).toEqual([
      {
        verdict: "bad",
        subject: "Redis",
        detail: expect.stringMatching(detail),
        todo: expect.stringMatching(todo),
      },
    ]);
  });

  it("knows a read-only replica", async () => {
    const [primary, replica] = [await aRedis(), await aRedis()];
    await replica.follow(primary);
    await replica.caughtUp();
    expect(await check(replica.url)).toMatchObject([{ verdict: "bad", detail: expect.stringContaining("read-only") }]);
  });

  it("names the host it tried, and never the password", async () => {
    const redis = await aRedis();
    await redis.kill();
    const url = redis.url.replace("redis://", "redis://:hunter2@");
    const findings = await check(url);
    expect(findings).toMatchObject([
      {
        verdict: "bad",
        detail: `at 127.0.0.1:${redis.port} does not answer`,
        todo: expect.stringContaining("REDIS_URL"),
      },
    ]);
    expect(JSON.stringify(findings)).not.toContain("hunter2");
  });

  it.each([
    ["a wrong password", "redis://:wrong@", "right"],
    ["none where one is needed", "redis://", "right"],
  ])("tells of %s", async (_what, start, password) => {
    const redis = await aRedis();
    await redis.set("requirepass", password);
    expect(await check(redis.url.replace("redis://", start))).toMatchObject([
      { verdict: "bad", detail: expect.stringContaining("does not accept the user or the password") },
    ]);
  });

  it.each(["redis://:pa%ss@h", "redis://:57#Wc@h", "unix:///run/redis.sock"])(
    "says what is wrong with %s",
    async (url) => {
      const lines: string[] = [];
      expect(await doctor({ REDIS_URL: url }, (line) => void lines.push(line))).toBe(2);
      expect(lines.join("\n")).toMatch(/REDIS_URL: (?:has|cannot|is) /u);
    },
  );
});
