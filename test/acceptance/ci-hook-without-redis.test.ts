import { Redis } from "ioredis";
import { expect, test } from "vitest";
import { person } from "./person.ts";
import { startSlackWorld, type SlackWorld } from "./slack-world.ts";
import { tellCi } from "./tell-ci.ts";

const PATIENCE = { timeout: 90_000, interval: 200 };
const ENDING_MS = 60_000;
const REPORT = { body: { job: "Release", number: 1, state: "started" } };
const AGAIN = {
  status: 503,
  retryAfterS: "10",
  answer: { error: expect.stringMatching(/^the report could not be written down, because Redis .*: send it again/) },
};
const TAKEN = { status: 202, answer: { watching: true } };

test("CI is asked to send its report again while Redis is away, and heard when it is back", async (context) => {
  const world = await subscribedWorld();
  context.onTestFinished(world.end, ENDING_MS);
  await world.redis.stop();
  try {
    expect(await report(world)).toEqual(AGAIN);
  } finally {
    await world.redis.restart();
  }
  await expect.poll(() => tellCi(world, REPORT), PATIENCE).toEqual(TAKEN);
  expect(world.logged.join("")).toContain("a report of CI could not be written down");
});

test("and while Redis takes no writes", async (context) => {
  const world = await subscribedWorld();
  context.onTestFinished(world.end, ENDING_MS);
  const operator = new Redis(world.redis.url);
  context.onTestFinished(() => operator.disconnect());
  await operator.config("SET", "maxmemory", "1");
  try {
    expect(await report(world)).toEqual(AGAIN);
  } finally {
    await operator.config("SET", "maxmemory", "0");
  }
  await expect.poll(() => tellCi(world, REPORT), PATIENCE).toEqual(TAKEN);
});

async function subscribedWorld(): Promise<SlackWorld> {
  const world = await startSlackWorld();
  await person(world.slack).ask("subscribe Release on:failures");
  return world;
}

/** Like a CI job that does not wait for ever. */
async function report({ service, environment }: SlackWorld) {
  const response = await fetch(`${service.url}/hooks/ci`, {
    method: "POST",
    headers: { authorization: `Bearer ${environment["CI_HOOK_TOKEN"]}` },
    body: JSON.stringify(REPORT.body),
    signal: AbortSignal.timeout(10_000),
  });
  const answer: unknown = await response.json();
  return { status: response.status, retryAfterS: response.headers.get("retry-after"), answer };
}
