import { once } from "node:events";
import { createServer } from "node:http";
import { DEFAULT_POLICY, Secret } from "@perfecto-bot/domain";
import { ciSaid, type CiOutcome, type CiReport } from "@perfecto-bot/pipeline";
import {
  createMemoryPictureStore,
  createMemorySubscriptionStore,
  createMemoryWorkSchedule,
} from "@perfecto-bot/pipeline/memory";
import express from "express";
import { expect, onTestFinished, test } from "vitest";
import { createLog } from "../log.ts";
import { ciHook } from "./ci-hook.ts";

const SAID = { job: "Nightly", number: "45", state: "finished" };
const WATCHING: CiOutcome = { kind: "watching", key: "a key" };

test("a report is passed on as it was understood", async () => {
  const told: CiReport[] = [];
  const { status, answer } = await post(SAID, async (report) => {
    told.push(report);
    return WATCHING;
  });
  expect({ status, answer }).toEqual({ status: 202, answer: { watching: true } });
  expect(told).toEqual([{ lab: "acme", job: "Nightly", number: 45, state: "finished" }]);
});

test.each<[string, CiOutcome, number, object]>([
  ["one that is watched", WATCHING, 202, { watching: true, ignored: ["foo"] }],
  [
    "one that nobody subscribed to",
    { kind: "nobody-subscribed" },
    202,
    { watching: false, reason: "no conversation is subscribed to this job", ignored: ["foo"] },
  ],
  [
    "one of several",
    { kind: "several-builds", branches: ["main", "release/2.0", undefined] },
    409,
    {
      error:
        'several builds are called Nightly #45 now, on: main, release/2.0, no branch. Name one of these with "branch"; nothing was ended',
      ignored: ["foo"],
    },
  ],
])("the build that CI names is %s", async (_what, outcome, status, answer) => {
  expect(await post({ ...SAID, foo: 1 }, async () => outcome)).toMatchObject({ status, answer });
});

test("builds without a number may be several, too", async () => {
  const branches = ["main", "next"];
  const { status, answer } = await post({ ...SAID, number: 0 }, async () => ({ kind: "several-builds", branches }));
  expect(status).toBe(409);
  expect(JSON.stringify(answer)).toContain("several builds are called Nightly now, on: main, next.");
});

test.each<[string, () => Promise<never>, string]>([
  ["never answers", () => new Promise(() => undefined), "no answer within 1 ms"],
  ["refuses", () => Promise.reject(new Error("READONLY You can't write against a read only replica.")), "READONLY"],
  ["is gone", () => Promise.reject(new Error("connect ECONNREFUSED 127.0.0.1:6379")), "ECONNREFUSED"],
])("where the store %s, CI is asked to send the report again", async (_what, inLab, logged) => {
  const parts = {
    subscriptions: { ...createMemorySubscriptionStore(), inLab },
    pictures: createMemoryPictureStore(),
    schedule: createMemoryWorkSchedule(),
    signals: { track: async () => undefined, plan: async () => undefined },
    now: () => 0,
    policy: DEFAULT_POLICY,
  };
  const { status, answer, retryAfterS, lines } = await post(SAID, (report) => ciSaid(parts, report), 1);
  expect(status).toBe(503);
  expect(retryAfterS).toBe("10");
  expect(answer).toEqual({
    error:
      "the report could not be written down, because Redis does not answer or takes no writes: send it again in 10 seconds",
  });
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({
    level: 50,
    msg: "a report of CI could not be written down; CI is asked to send it again",
    lab: "acme",
    job: "Nightly",
    number: 45,
    error: expect.stringContaining(logged),
  });
});

test("a store that fails after the deadline harms nobody", async () => {
  const { promise, reject } = Promise.withResolvers<CiOutcome>();
  const { status, lines } = await post(SAID, async () => promise, 1);
  expect(status).toBe(503);
  reject(new Error("Connection is closed."));
  await expect(promise).rejects.toThrow("Connection is closed.");
  expect(lines).toHaveLength(1);
});

/** Posts to a hook of its own, with or without a deadline that matters. */
async function post(body: object, tell: (report: CiReport) => Promise<CiOutcome>, deadlineMs?: number) {
  const lines: string[] = [];
  const log = createLog("info", { write: (line) => void lines.push(line) });
  const token = new Secret("right");
  const deadline = deadlineMs === undefined ? {} : { deadlineMs };
  const server = createServer(express().use(ciHook({ token, labs: ["acme"], tell, log, ...deadline })));
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const response = await fetch(`http://127.0.0.1:${port}/hooks/ci`, {
    method: "POST",
    headers: { authorization: "Bearer right" },
    body: JSON.stringify(body),
  });
  const answer: unknown = await response.json();
  return { status: response.status, retryAfterS: response.headers.get("retry-after"), answer, lines };
}
