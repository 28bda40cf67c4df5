import { expect, test } from "vitest";
import { createTroubleLog } from "./trouble-log.ts";

function setUp() {
  const lines: unknown[][] = [];
  const clock = { nowMs: 0 };
  const say = (level: string) => (fields: object, message: string) => void lines.push([level, message, fields]);
  const trouble = createTroubleLog({ info: say("info"), warn: say("warn"), error: say("error") }, () => clock.nowMs);
  return { lines, clock, trouble };
}

const refused = (): Error =>
  Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED", syscall: "connect" });

test("the same trouble is said once a minute, with how often it was not said", () => {
  const { lines, clock, trouble } = setUp();
  for (let i = 0; i < 1_000; i += 1) trouble.report("worker plan", refused());
  trouble.report("worker lane", refused());
  trouble.report("worker plan", new TypeError("x is not a function"));
  clock.nowMs = 60_000;
  trouble.report("worker plan", refused());
  expect(lines).toMatchObject([
    ["error", "trouble in worker plan", { code: "ECONNREFUSED" }],
    ["error", "trouble in worker lane", { code: "ECONNREFUSED" }],
    ["error", "trouble in worker plan", { error: "TypeError" }],
    ["error", "trouble in worker plan", { code: "ECONNREFUSED", unsaid: 999 }],
  ]);
});

test("the command that an error of Redis carries is not said", () => {
  const { lines, trouble } = setUp();
  const error = Object.assign(new Error("WRONGPASS"), { command: { name: "auth", args: ["s3cret"] } });
  trouble.report("signals", error);
  trouble.report("signals", "no error at all");
  expect(lines).toHaveLength(2);
  expect(JSON.stringify(lines)).not.toContain("s3cret");
});

test("an error that a connection, its queues and its workers emit is said once", () => {
  const { lines, trouble } = setUp();
  const timeout = new Error("Socket timeout");
  for (const where of ["workers", "queue plan", "worker plan"]) trouble.reportEmitted(where, timeout);
  expect(lines.map(([, message]) => message)).toEqual(["trouble in workers"]);
});

test("an error of the network that every queue emits is one trouble, one of a queue its own", () => {
  const { lines, trouble } = setUp();
  for (const where of ["queue plan", "worker plan", "worker lane"]) trouble.reportEmitted(where, refused());
  for (const where of ["worker plan", "worker lane"]) trouble.reportEmitted(where, new Error("no lock"));
  expect(lines.map(([, message]) => message)).toEqual([
    "trouble in the connection to Redis",
    "trouble in worker plan",
    "trouble in worker lane",
  ]);
});
