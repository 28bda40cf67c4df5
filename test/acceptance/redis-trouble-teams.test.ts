import { expect, test, type TestContext } from "vitest";
import { readiness } from "./readiness.ts";
import { teamsPerson } from "./teams-person.ts";
import { startTeamsWorld, type TeamsWorld } from "./teams-world.ts";

const ENDING_MS = 60_000;
const PATIENCE = { timeout: 60_000, interval: 100 };
const AWAY = /The bot's memory \(Redis\) (?:did not answer in time|does not answer now)/u;
const NOTHING = "Nothing was changed or remembered.";

/** A world that has said its welcome. */
async function welcomedWorld({ onTestFinished }: TestContext): Promise<TeamsWorld> {
  const world = await startTeamsWorld();
  onTestFinished(world.end, ENDING_MS);
  await expect.poll(() => world.teams.messages().length, PATIENCE).toBe(1);
  return world;
}

test("Redis is frozen: everybody in Teams is told, and nothing is done later", async (context) => {
  const { teams, redis, service } = await welcomedWorld(context);
  const quinn = teamsPerson(teams);
  await quinn.mention("subscribe Kept");
  const list = await quinn.mention("subscriptions");
  const form = await quinn.mention("subscribe");
  await teams.search({ user: "quinn", message: form, input: "name-job", text: "ByForm" });
  process.kill(redis.pid, "SIGSTOP");
  try {
    const since = performance.now();
    const told = [quinn.read(await quinn.mention("subscribe Frozen"))];
    console.log(`Teams: told after ${((performance.now() - since) / 1_000).toFixed(1)} s`);
    told.push(quinn.read(await quinn.write("mute Kept 2h")), quinn.read(await quinn.mention("failures last 24h")));
    for (const card of told) expect(card).toMatch(AWAY);
    for (const card of told.slice(0, 2)) expect(card).toContain(NOTHING);
    const pressed = await quinn.press(list, { title: "Pause" });
    expect(pressed.seen).toMatch(AWAY);
    const submitted = await quinn.press(form, { title: "Subscribe" }, { "name-job": "ByForm" });
    expect(submitted.seen).toContain("so nothing was saved");
    expect(await readiness(service.url)).toMatchObject({ status: 503 });
  } finally {
    process.kill(redis.pid, "SIGCONT");
  }
  await expect.poll(() => readiness(service.url), PATIENCE).toEqual({ status: 200, reason: undefined });
  const after = quinn.read(await quinn.mention("subscriptions"));
  expect(after).toContain("Kept");
  expect(after).not.toMatch(/Frozen|ByForm|Muted|paused/u);
});

test("a place that Teams tells of while Redis is away is known when it is back", async (context) => {
  const { teams, redis, service } = await welcomedWorld(context);
  const quinn = teamsPerson(teams);
  teams.addTeam({ name: "Late team" });
  const welcome = await quinn.after(async () => {
    process.kill(redis.pid, "SIGSTOP");
    try {
      await teams.install({ team: "Late team" });
      await expect.poll(() => readiness(service.url), PATIENCE).toMatchObject({ status: 503 });
    } finally {
      process.kill(redis.pid, "SIGCONT");
    }
  });
  expect(quinn.read(welcome)).toContain("Hello! I bring Perfecto test results to this conversation.");
});
