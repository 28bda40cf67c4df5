import { expect, test } from "vitest";
import { activities, connect, message, nightly, start } from "../testing/drive-teams.ts";
import type { Operation } from "./connector-call.ts";
import { RateLimits } from "./rate-limits.ts";

/** How many calls pass before one is refused, when time moves by so many milliseconds after each. */
const passing = (operation: Operation, stepMs: number, places: (count: number) => string = () => "19:a"): number => {
  let now = 1_000_000;
  const limits = new RateLimits(() => now, 1);
  for (let count = 0; count < 5_000; count += 1) {
    if (limits.take(operation, places(count), "tenant") !== undefined) return count;
    now += stepMs;
  }
  return Infinity;
};

test.each([
  ["7 sends a second", "send", 0, 7],
  ["7 edits a second", "update", 0, 7],
  ["8 sends in two seconds", "send", 200, 8],
  ["60 sends in 30 seconds", "send", 400, 60],
  ["1,800 sends an hour", "send", 1_000, 1_800],
  ["7 conversations a second", "create", 0, 7],
  ["14 member look-ups a second", "paged-members", 0, 14],
  ["5 whole rosters a minute", "members", 2_000, 5],
] as const)("%s", (_name, operation, stepMs, calls) => {
  expect(passing(operation, stepMs)).toBe(calls);
});

test("50 calls a second and tenant, wherever they go", () => {
  expect(passing("send", 0, (count) => `19:${count}`)).toBe(50);
});

test("sends, edits and new threads of a channel share one budget, and a refusal says how long to wait", async () => {
  let now = 1_000_000;
  const teams = await start({ now: () => now });
  await teams.install({ team: "Mobile" });
  const client = await connect(teams);
  const rootId = await client.thread(nightly, message("root"));
  for (let count = 0; count < 3; count += 1) {
    expect((await client.put(activities(nightly, rootId), message(`${count}`))).status).toBe(200);
    expect((await client.post(activities(`${nightly};messageid=${rootId}`), message("reply"))).status).toBe(201);
  }
  const refused = await client.put(activities(nightly, rootId), message("too much"));
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "1"]);
  expect(refused.body).toMatchObject({ error: { code: "Throttled" } });
  expect((await client.post(activities(teams.team("Mobile").id), message("elsewhere"))).status).toBe(201);
  now += 1_000;
  expect((await client.put(activities(nightly, rootId), message("last"))).status).toBe(200);
  expect(teams.channel(nightly).thread(rootId).root.text).toBe("last");
});

test("a scale loosens limits, and they can be off", async () => {
  const teams = await start({ now: () => 1_000_000, rateLimits: { scale: 0.5 } });
  await teams.install({ team: "Mobile" });
  const client = await connect(teams);
  const send = async () => (await client.post(activities(nightly), message("x"))).status;
  const statuses = [];
  for (let count = 0; count < 8; count += 1) statuses.push(await send());
  expect(statuses).toEqual([...Array.from({ length: 7 }, () => 201), 429]);
  teams.rateLimits.scale = Number.POSITIVE_INFINITY;
  expect(await send()).toBe(201);
});
