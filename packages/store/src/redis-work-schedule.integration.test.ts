import { workScheduleConformance } from "@perfecto-bot/pipeline/conformance";
import { expect, it } from "vitest";
import { createRedisWorkSchedule } from "./redis-work-schedule.ts";
import { freshStores } from "./testing/fresh-store.ts";

const fresh = freshStores();

workScheduleConformance("redis", () => createRedisWorkSchedule(fresh()));

it("takes over the builds that an earlier version was to plan and to track, again and again", async () => {
  const options = fresh();
  const { redis, prefix } = options;
  const schedule = createRedisWorkSchedule(options);
  await schedule.dueBy("plan", "known", 7);
  for (const key of ["known", "new"]) await redis.zadd(`${prefix}:picture-changed`, 3, key);
  await redis.hset(`${prefix}:picture-changed:revision`, "new", 5);
  await redis.zadd(`${prefix}:picture-open`, 1_700_000_000_000, "open");
  expect(await schedule.overdue("plan", 50, 10)).toEqual([
    { subject: "known", dueAtMs: 7 },
    { subject: "new", dueAtMs: 49 },
  ]);
  expect(await schedule.overdue("track", 50, 10)).toEqual([{ subject: "open", dueAtMs: 49 }]);
  expect(await redis.keys(`${prefix}:picture-*`)).toEqual([]);
  await redis.zadd(`${prefix}:picture-open`, 1_700_000_000_001, "later");
  expect(await schedule.overdue("track", 60, 10)).toHaveLength(2);
});
