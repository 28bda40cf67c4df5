import { describe, expect, it } from "vitest";
import { longestSessionMs } from "./longest-session.ts";
import { anExecution } from "./testing/an-execution.ts";
import type { Execution } from "./execution.ts";

const ran = (externalId: string, startedAtMs: number, endedAtMs: number): Execution =>
  anExecution({ id: `${externalId}-${startedAtMs}`, externalId, startedAtMs, endedAtMs });
const { endedAtMs: _, ...running } = ran("d", 0, 1);

describe("longestSessionMs", () => {
  it.each<[string, readonly Execution[], number]>([
    ["nothing", [], 0],
    ["one test", [ran("a", 10, 40)], 30],
    ["the longer of two sessions", [ran("a", 10, 40), ran("b", 0, 20)], 30],
    ["tests of one session, from the first start to the last end", [ran("a", 10, 40), ran("a", 50, 70)], 60],
    ["a test that runs", [running], 0],
    ["a device somebody forgot: a day", [ran("a", 0, 90_000_000)], 86_400_000],
    ["an end before its start", [ran("a", 50, 10)], 0],
  ])("%s", (_what, executions, wanted) => {
    expect(longestSessionMs(executions)).toBe(wanted);
  });
});
