import { describe, expect, it } from "vitest";
import { emptyPicture } from "./build-picture.ts";
import { recordAnswer, type BuildAnswer } from "./record-answer.ts";
import { aPicture } from "./testing/a-picture.ts";
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

  it("reopens a final build for a new execution only", () => {
    const final = { atMs: 150, reason: "quiet" } as const;
    const closed = { ...recordAnswer(aPicture(), answer()).picture, final };
    const settled = recordAnswer(closed, answer({ complete: true, answeredAtMs: 200 })).picture;
    expect(settled).toMatchObject({ final, reopened: 0 });
    const late = recordAnswer(closed, answer({ executions: [anExecution({ id: "late" })], answeredAtMs: 200 })).picture;
    expect(late.reopened).toBe(1);
    expect(late).not.toHaveProperty("final");
  });
});
