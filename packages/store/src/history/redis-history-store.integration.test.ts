import type { TestHistory } from "@perfecto-bot/domain";
import type { HistoryLine } from "@perfecto-bot/pipeline";
import { historyStoreConformance } from "@perfecto-bot/pipeline/conformance";
import { describe, expect, it } from "vitest";
import { freshStores } from "../testing/fresh-store.ts";
import { keysOf } from "../testing/keys-of.ts";
import { lossyRedis } from "../testing/lossy-redis.ts";
import { createRedisHistoryStore } from "./redis-history-store.ts";

const fresh = freshStores();

historyStoreConformance("redis", () => createRedisHistoryStore(fresh()));

const LINE: HistoryLine = { lab: "acme", job: "Nightly", branch: "main" };
const DAY_MS = 86_400_000;
const TESTS = 500;
const MOST_BYTES = 1_000;
const EVIDENCE = { deviceId: "D1", label: "Pixel 9", job: "Nightly", failedAlone: 1, failedToo: 0, passed: 2 };

/** Twenty daily builds of a test with a name of 100 characters; some failed. */
function longHistory(index: number): TestHistory {
  const test = `com.acme.checkout.test ${index} `.padEnd(100, "x");
  const platform = "Samsung Galaxy S23 Ultra · Android 14";
  const results = Array.from({ length: 20 }, (_, build) => ({
    startMs: 20_000 * DAY_MS - build * DAY_MS - ((index * 7_919 + build * 104_729) % 3_600_000),
    label: `#${1_000 - build}`,
    outcome: (index + build) % 7 === 0 ? ("failed" as const) : ("passed" as const),
  }));
  return { key: JSON.stringify([test, platform]), test, platform, results };
}

function historiesOf(count: number): ReadonlyMap<string, TestHistory> {
  return new Map(Array.from({ length: count }, (_, index) => longHistory(index)).map((one) => [one.key, one]));
}

describe("createRedisHistoryStore", () => {
  it("needs at most a kilobyte for a test on a platform", async () => {
    const options = fresh();
    const store = createRedisHistoryStore(options);
    const histories = historiesOf(TESTS);
    await store.changeHistories(LINE, [...histories.keys()], (key) => histories.get(key));
    expect(await store.histories(LINE, "all")).toEqual(histories);
    const key = `${options.prefix}:history:acme/Nightly/main`;
    const bytes = Number(await options.redis.call("MEMORY", "USAGE", key, "SAMPLES", "0"));
    expect(bytes).toBeGreaterThan(TESTS * 100);
    expect(bytes / TESTS).toBeLessThanOrEqual(MOST_BYTES);
  });

  it("changes 500 tests with two commands, and reads them with one", async () => {
    const options = fresh();
    const store = createRedisHistoryStore(options);
    const histories = historiesOf(TESTS);
    const keys = [...histories.keys()];
    await store.changeHistories(LINE, keys, (key) => histories.get(key));
    const before = options.redis.commands;
    await store.changeHistories(LINE, keys, (_key, known) => known && { ...known, results: known.results.slice(1) });
    expect(options.redis.commands - before).toBe(2);
    await store.histories(LINE, keys);
    await store.histories(LINE, "all");
    expect(options.redis.commands - before).toBe(4);
    await store.changeHistories(LINE, keys, (_key, known) => known);
    expect(options.redis.commands - before).toBe(5);
  });

  it("changes once what is sent twice, because the answer was lost", async () => {
    const { redis, loseNextAnswer, lost } = await lossyRedis();
    const store = createRedisHistoryStore({ ...fresh(), redis });
    const pay = longHistory(1);
    await store.changeHistories(LINE, [pay.key], () => pay);
    let asked = 0;
    await store.changeHistories(LINE, [pay.key], (_key, known) => {
      asked += 1;
      loseNextAnswer();
      return known && { ...known, results: known.results.slice(1) };
    });
    expect([asked, lost()]).toEqual([1, 1]);
    expect((await store.histories(LINE, "all")).get(pay.key)?.results).toEqual(pay.results.slice(1));
  });

  it("leaves keys that end", async () => {
    const options = fresh();
    const store = createRedisHistoryStore(options);
    const pay = longHistory(1);
    await store.changeHistories({ lab: "a/b", job: "Nightly: {x}" }, [pay.key], () => pay);
    await store.rememberDevices("acme", "b1", [{ ...EVIDENCE, startMs: 20_000 * DAY_MS }], 20_000 * DAY_MS);
    await store.putSuspects("acme", []);
    expect(await keysOf(options)).toEqual({
      "device-evidence:acme": "ends",
      "history:a%2Fb/Nightly%3A%20%7Bx%7D/": "ends",
      "suspects:acme": "ends",
    });
    await store.changeHistories({ lab: "a/b", job: "Nightly: {x}" }, [pay.key], () => "gone");
    expect(Object.keys(await keysOf(options))).toEqual(["device-evidence:acme", "suspects:acme"]);
  });

  it("prolongs the life of a line whenever it changes", async () => {
    const options = fresh();
    const store = createRedisHistoryStore(options);
    const key = `${options.prefix}:history:acme/Nightly/main`;
    const [pay, login] = [longHistory(1), longHistory(2)];
    await store.changeHistories(LINE, [pay.key], () => pay);
    await options.redis.pexpire(key, 1_000_000);
    await store.changeHistories(LINE, [login.key], () => login);
    expect(await options.redis.pttl(key)).toBeGreaterThan(89 * DAY_MS);
  });
});
