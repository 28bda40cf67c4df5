import { expect, test } from "vitest";
import { startFakeTeams } from "../testing/fake-teams.ts";
import { createSigningKeys } from "./signing-keys.ts";

const MINUTE_MS = 60_000;

test("keys are fetched once a day, and again for an unknown one at most once a minute", async () => {
  const teams = await startFakeTeams();
  let nowMs = 0;
  const keys = createSigningKeys(`${teams.url}/openid`, () => nowMs);
  const find = async (id: string) => (await keys.find(id)).kind;
  expect(await Promise.all(["published", "published", "other"].map(find))).toEqual(["key", "key", "no-such-key"]);
  expect(teams.counts.metadata).toBe(1);
  nowMs = MINUTE_MS - 1;
  await find("other");
  expect(teams.counts.metadata).toBe(1);
  nowMs = MINUTE_MS;
  await Promise.all([find("other"), find("another")]);
  expect(teams.counts.metadata).toBe(2);
  nowMs = 24 * 60 * MINUTE_MS;
  await find("published");
  expect(teams.counts.metadata).toBe(2);
  nowMs += MINUTE_MS + 1;
  await find("published");
  expect(teams.counts.metadata).toBe(3);
});

test("keys that were fetched stay good while they cannot be fetched again", async () => {
  const teams = await startFakeTeams();
  let nowMs = 0;
  const keys = createSigningKeys(`${teams.url}/openid`, () => nowMs);
  await keys.find("published");
  teams.metadataStatus = 500;
  nowMs = 48 * 60 * MINUTE_MS;
  expect((await keys.find("published")).kind).toBe("key");
});

test("without keys nothing can be said, and they are tried again soon", async () => {
  const teams = await startFakeTeams();
  teams.metadataStatus = 500;
  let nowMs = 0;
  const keys = createSigningKeys(`${teams.url}/openid`, () => nowMs);
  expect((await keys.find("published")).kind).toBe("unavailable");
  expect((await keys.find("published")).kind).toBe("unavailable");
  expect(teams.counts.metadata).toBe(1);
  teams.metadataStatus = 200;
  nowMs = 1_000;
  expect((await keys.find("published")).kind).toBe("key");
});

test("keys from a place that the metadata have no right to name are not fetched", async () => {
  const teams = await startFakeTeams();
  const other = await startFakeTeams();
  const keys = createSigningKeys(`${teams.url}/openid`, Date.now);
  const own = teams.url;
  Object.assign(teams, { url: other.url });
  expect((await keys.find("published")).kind).toBe("unavailable");
  Object.assign(teams, { url: own });
  expect(other.counts.keys).toBe(0);
});
