import { describe, expect, it } from "vitest";
import { emptyPicture } from "./build-picture.ts";
import { recordAnswer, type BuildAnswer } from "./record-answer.ts";
import { aPicture } from "./testing/a-picture.ts";
import type { Execution } from "./execution.ts";
import { anExecution } from "./testing/an-execution.ts";

const answer = (overrides: Partial<BuildAnswer> = {}): BuildAnswer => ({
  executions: [anExecution({ status: "FAILED", message: "boom" })],
  complete: false,
  answeredAtMs: 100,
  ...overrides,
});
const empty = emptyPicture({ kind: "job", lab: "acme", job: "Nightly", number: 45 });

describe("recordAnswer", () => {
  it("notes a first sight as news, its commands as wanted", () => {
    const { picture, news, arrived } = recordAnswer(empty, answer());
    expect([news, arrived]).toEqual([true, ["e1"]]);
    expect(picture.executions.get("e1")).toMatchObject({
      firstSeenAtMs: 100,
      answeredAtMs: 100,
      enrichment: { state: "pending", attempts: 0 },
    });
    expect(picture.executions.get("e1")?.settledAtMs).toBeUndefined();
  });

  it("has no news of the same answer, however often it comes", () => {
    const once = recordAnswer(empty, answer()).picture;
    expect(recordAnswer(once, answer())).toEqual({ picture: once, news: false, arrived: [] });
    expect(recordAnswer(once, answer({ answeredAtMs: 200 }))).toMatchObject({ news: false, arrived: [] });
  });

  it.each([
    ["settling", answer({ complete: true, answeredAtMs: 200 })],
    [
      "another status",
      answer({ executions: [anExecution({ status: "BLOCKED", message: "boom" })], answeredAtMs: 200 }),
    ],
    ["an earlier sight", answer({ answeredAtMs: 50 })],
  ])("has news of %s", (_what, later) => {
    const once = recordAnswer(empty, answer()).picture;
    expect(recordAnswer(once, later)).toMatchObject({ news: true, arrived: [] });
  });

  it("has no news of an older answer with other content", () => {
    const { picture } = recordAnswer(recordAnswer(empty, answer({ answeredAtMs: 50 })).picture, answer());
    const stale = answer({ executions: [anExecution()], answeredAtMs: 60 });
    expect(recordAnswer(picture, stale)).toEqual({ picture, news: false, arrived: [] });
  });

  const final = { atMs: 150, reason: "quiet" } as const;
  const { endedAtMs: _, ...running } = anExecution({ status: "UNKNOWN" });

  it.each<[string, Execution, Execution, number]>([
    ["a pass that turns out to have failed", anExecution(), anExecution({ status: "FAILED" }), 1],
    ["a failure that turns out to have passed", anExecution({ status: "FAILED" }), anExecution(), 1],
    ["a verdict at last", running, anExecution(), 1],
    ["a new word on the same verdict", anExecution(), anExecution({ owner: "ana" }), 0],
  ])("after the end, %s reopens the build %#", (_what, before, after, reopened) => {
    const closed = { ...recordAnswer(aPicture(), answer({ executions: [before] })).picture, final };
    const { picture, news } = recordAnswer(closed, answer({ executions: [after], answeredAtMs: 200 }));
    expect([picture.reopened, picture.final, news]).toEqual([reopened, reopened === 0 ? final : undefined, true]);
  });

  it("wants the commands of what turns out to have failed", () => {
    const closed = { ...recordAnswer(aPicture(), answer({ executions: [anExecution()] })).picture, final };
    const failed = answer({ executions: [anExecution({ status: "FAILED" })], complete: true, answeredAtMs: 200 });
    const once = recordAnswer(closed, failed).picture;
    expect(once.executions.get("e1")).toMatchObject({
      settledAtMs: 200,
      enrichment: { state: "pending", attempts: 0 },
    });
    expect(recordAnswer(once, { ...failed, answeredAtMs: 300 })).toMatchObject({
      news: false,
      picture: { reopened: 1 },
    });
  });

  it("settles by a complete answer what ended, and never what runs", () => {
    const ended = anExecution({ id: "e2", status: "UNKNOWN" });
    const { picture } = recordAnswer(empty, answer({ executions: [running, ended], complete: true }));
    expect([...picture.executions.values()].map(({ settledAtMs }) => settledAtMs)).toEqual([undefined, 100]);
  });

  it("reopens a final build for a new execution, not for settling", () => {
    const closed = { ...recordAnswer(aPicture(), answer()).picture, final };
    const settled = recordAnswer(closed, answer({ complete: true, answeredAtMs: 200 })).picture;
    expect(settled).toMatchObject({ final, reopened: 0 });
    const late = recordAnswer(closed, answer({ executions: [anExecution({ id: "late" })], answeredAtMs: 200 })).picture;
    expect(late.reopened).toBe(1);
    expect(late).not.toHaveProperty("final");
  });
});
