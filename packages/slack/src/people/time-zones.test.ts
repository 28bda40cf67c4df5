import { Secret } from "@perfecto-bot/domain";
import { expect, test } from "vitest";
import { singleWorkspace } from "../workspaces/single-workspace.ts";
import type { SlackWorkspace } from "../workspaces/slack-workspaces.ts";
import { recordingLog } from "../testing/recording-log.ts";
import { startWorld } from "../testing/start-world.ts";
import { openTimeZones } from "./time-zones.ts";

const HOUR_MS = 60 * 60_000;

async function start(waitMs?: number) {
  const { slack } = await startWorld({ start: false });
  const answer = await singleWorkspace(new Secret(slack.botToken()), slack.apiUrl, recordingLog()).find("T0SIMULATED");
  if (answer.kind !== "workspace") throw new Error(answer.detail);
  const clock = { nowMs: 0 };
  const zones = openTimeZones(() => clock.nowMs, waitMs);
  const asked = () => slack.requests.filter(({ method }) => method === "users.info").length;
  return { slack, workspace: answer.workspace, clock, zones, asked };
}

test("Slack is asked once an hour", async () => {
  const { workspace, clock, zones, asked } = await start(10_000);
  const both = [zones.of(workspace, "U000000DANA"), zones.of(workspace, "U000000DANA")];
  expect(await Promise.all(both)).toEqual(["America/New_York", "America/New_York"]);
  clock.nowMs = HOUR_MS - 1;
  await zones.of(workspace, "U000000DANA");
  expect(asked()).toBe(1);
  clock.nowMs = HOUR_MS;
  await zones.of(workspace, "U000000DANA");
  expect(asked()).toBe(2);
});

test("without the scope nobody is asked", async () => {
  const { workspace, zones, asked } = await start();
  const poor: SlackWorkspace = { ...workspace, scopes: new Set(["chat:write"]) };
  expect(await zones.of(poor, "U00000QUINN")).toBeUndefined();
  expect(asked()).toBe(0);
});

test("what Slack does not tell is unknown, and asked again a minute later", async () => {
  const { slack, workspace, clock, zones, asked } = await start(10_000);
  slack.faults.add({ method: "users.info", behave: { kind: "status", status: 500 } });
  expect(await zones.of(workspace, "U00000QUINN")).toBeUndefined();
  expect(await zones.of(workspace, "U00000QUINN")).toBeUndefined();
  expect(asked()).toBe(1);
  clock.nowMs = 60_000;
  expect(await zones.of(workspace, "U00000QUINN")).toBe("Europe/Berlin");
});

test("nobody waits for a slow answer, which is there for the next question", async () => {
  const { slack, workspace, zones, asked } = await start();
  slack.faults.add({ method: "users.info", behave: { kind: "slow", delayMs: 1_500 } });
  expect(await zones.of(workspace, "U00000QUINN")).toBeUndefined();
  await expect.poll(() => zones.of(workspace, "U00000QUINN"), { timeout: 5000 }).toBe("Europe/Berlin");
  expect(asked()).toBe(1);
});
