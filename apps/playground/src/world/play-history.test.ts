import { expect, it } from "vitest";
import { firstHistory, replayHistory } from "./lab-history.ts";
import { eventsAfter } from "./play-history.ts";

const startMs = Date.UTC(2026, 10, 23);
const build = replayHistory(
  { ...firstHistory(0), builds: [{ job: "Checkout Smoke", number: 4, startMs, speed: 12 }] },
  "http://here",
);
const whole = eventsAfter(build, startMs - 1);

it("tells of every execution, of its processing, and last of the build's end", () => {
  const executions = build[0]?.executions.length ?? 0;
  const count = (kind: string) => whole.filter((event) => event.kind === kind).length;
  expect([count("execution finished"), count("processing complete")]).toEqual([executions, executions]);
  expect(whole.at(-1)).toMatchObject({ kind: "build complete", job: "Checkout Smoke", number: 4 });
});

it("tells of nothing that was before", () => {
  const middleMs = whole[10]?.atMs ?? 0;
  const rest = eventsAfter(build, middleMs);
  expect(rest.length).toBeGreaterThan(0);
  expect(rest).toEqual(whole.filter(({ atMs }) => atMs > middleMs));
  expect(eventsAfter(build, whole.at(-1)?.atMs ?? 0)).toEqual([]);
});
