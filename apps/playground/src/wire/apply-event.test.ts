import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aState } from "../page/testing/a-state.ts";
import { applyEvent, KEPT } from "./apply-event.ts";
import type { PlaygroundEvent } from "./playground-event.ts";
import type { PlaygroundState } from "./playground-state.ts";
import type { SlackMessageView } from "./slack-state.ts";

const empty = aState();

const build = {
  id: "Smoke #7",
  job: "Smoke",
  number: 7,
  branch: "main",
  startedAtMs: 0,
  expected: 2,
  complete: false,
} as const;
const execution = {
  id: "e1",
  name: "Login",
  status: "running",
  processing: false,
  device: "iPhone",
  system: "",
  reportUrl: "",
} as const;

function message(ts: number, text = ""): SlackMessageView {
  return {
    channelId: "C1",
    ts: `${ts}`,
    userId: "U0BOT",
    fromBot: true,
    broadcast: false,
    text,
    blocks: [],
    attachments: [],
    files: [],
    versions: 1,
    deleted: false,
  };
}

const apply = (...events: readonly PlaygroundEvent[]) => events.reduce(applyEvent, empty);

describe("builds of the lab", () => {
  it("stand newest first, and a new job is listed", () => {
    const { lab } = apply(
      { kind: "lab-build", build },
      { kind: "lab-build", build: { ...build, id: "Smoke #8", number: 8 } },
    );
    expect(lab.builds.map(({ id }) => id)).toEqual(["Smoke #8", "Smoke #7"]);
    expect(lab.jobs).toEqual(["Nightly", "Smoke"]);
  });

  it("keep their executions when they change, and have each once", () => {
    const { lab } = apply(
      { kind: "lab-build", build },
      { kind: "lab-execution", buildId: build.id, execution },
      { kind: "lab-execution", buildId: build.id, execution: { ...execution, status: "PASSED" } },
      { kind: "lab-build", build: { ...build, complete: true } },
    );
    expect(lab.builds).toEqual([{ ...build, complete: true, executions: [{ ...execution, status: "PASSED" }] }]);
  });

  it("an execution of a build that is not shown changes nothing", () => {
    expect(applyEvent(empty, { kind: "lab-execution", buildId: "Gone #1", execution })).toBe(empty);
  });
});

it("hearing of anything twice changes nothing, and only what changed is a new object", () => {
  const texts = fc.array(fc.record({ ts: fc.nat(20), text: fc.string() }), { maxLength: 40 });
  fc.assert(
    fc.property(texts, (posts) => {
      const events = posts.map(({ ts, text }) => ({ kind: "slack-message", message: message(ts, text) }) as const);
      const once = apply(...events);
      const again = events.slice(-1).reduce<PlaygroundState>(applyEvent, once);
      expect(again).toEqual(once);
      expect(once.teams).toBe(empty.teams);
      expect(new Set(once.slack.messages.map(({ ts }) => ts)).size).toBe(once.slack.messages.length);
    }),
  );
});

it("keeps the newest messages only", () => {
  const { slack } = apply(
    ...Array.from({ length: KEPT.messages + 5 }, (_, ts) => ({ kind: "slack-message", message: message(ts) }) as const),
  );
  expect(slack.messages).toHaveLength(KEPT.messages);
  expect(slack.messages[0]?.ts).toBe("5");
});

it("a person has one modal at most, and none after it closed", () => {
  const modal = { id: "V1", userId: "U1", definition: {}, hash: "1", errors: {} };
  const open = apply(
    { kind: "slack-modal", userId: "U1", modal },
    { kind: "slack-modal", userId: "U1", modal: { ...modal, hash: "2" } },
  );
  expect(open.slack.modals).toEqual([{ ...modal, hash: "2" }]);
  expect(applyEvent(open, { kind: "slack-modal", userId: "U1" }).slack.modals).toEqual([]);
});
