import { expect, it } from "vitest";
import { failing, openDesk, QUINN, textOf } from "../testing/open-desk.ts";
import { SAMPLE_EXECUTIONS } from "../testing/sample-builds.ts";

const COMMANDS = { "n45-Pay-iOS": [] };

it.each([
  ["https://acme.example/test/n45-Pay-iOS", /Pay <.*> failed on Apple iPhone 15[\s\S]*Nightly #45/],
  ["https://acme.example/session/session-n44-Login-iOS", /Login <.*> failed/],
])("shows what %s leads to", async (url, expected) => {
  const { desk } = openDesk({ executions: SAMPLE_EXECUTIONS, commands: COMMANDS });
  const card = await desk.unfurl(QUINN, url);
  expect(card && textOf(card)).toMatch(expected);
  expect(card?.buttons).toEqual([]);
  expect(JSON.stringify(card)).not.toContain("hunter2");
});

it.each(["https://evil.example/test/n45-Pay-iOS", "https://acme.example/test/unknown1", "https://acme.example/", "x"])(
  "shows nothing for %s",
  async (url) => {
    const { desk } = openDesk({ executions: SAMPLE_EXECUTIONS, commands: COMMANDS });
    expect(await desk.unfurl(QUINN, url)).toBeUndefined();
  },
);

it("shows nothing while the lab is down", async () => {
  const { desk, errors } = openDesk({ executions: SAMPLE_EXECUTIONS, script: failing("unreachable") });
  expect(await desk.unfurl(QUINN, "https://acme.example/test/n45-Pay-iOS")).toBeUndefined();
  expect(errors.length).toBeGreaterThan(0);
});
