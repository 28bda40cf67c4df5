import {
  judgeMutes,
  recordedResults,
  viewBuild,
  type BuildPicture,
  type RecordedExecution,
  type SubscriptionOptions,
} from "@perfecto-bot/domain";
import {
  aMute,
  aPicture,
  aProcessingExecution,
  aRecordedExecution,
  aSubscription,
  anExecution,
  CHANNEL,
  NINE,
} from "@perfecto-bot/domain/testing";
import { describe, expect, it } from "vitest";
import { aFinishedBuild } from "../testing/a-plan-input.ts";
import { decideRoot, type RootQuestion, type RootReason } from "./decide-root.ts";

const final = { atMs: NINE, reason: "quiet" } as const;
const passed = aRecordedExecution();
const failed = aRecordedExecution({ status: "FAILED" });
const unknown = aRecordedExecution({ status: "UNKNOWN" });
const blocked = aRecordedExecution({ status: "BLOCKED" });
const early = aRecordedExecution({ id: "e0", status: "FAILED", startedAtMs: NINE - 120_000, endedAtMs: NINE - 90_000 });
const { endedAtMs: _none, ...unended } = anExecution({ status: "UNKNOWN" });
const runs: RecordedExecution = { execution: unended, firstSeenAtMs: NINE, answeredAtMs: NINE };
const lost = aFinishedBuild(44, 1);
const won = aFinishedBuild(44);

function decide(
  options: Partial<SubscriptionOptions>,
  recorded: readonly RecordedExecution[],
  question: Partial<Omit<RootQuestion, "picture">> & {
    readonly picture?: Partial<BuildPicture>;
    readonly muted?: boolean;
  } = {},
) {
  const { picture: overrides, muted = false, ...rest } = question;
  const picture = aPicture(recorded, overrides);
  const view = viewBuild(
    picture,
    [aSubscription({ options })],
    judgeMutes(recordedResults(picture), muted ? [aMute()] : []).here(CHANNEL),
    180_000,
  );
  if (typeof view === "string") throw new Error(`nothing is seen: ${view}`);
  return decideRoot({ picture, view, failures: 0, awaited: 0, posted: false, before: undefined, ...rest });
}

describe("decideRoot", () => {
  it.each<[string, ReturnType<typeof decide>, boolean, RootReason]>([
    [
      "what was posted is kept up",
      decide({ on: "changes" }, [passed], { posted: true, muted: true }),
      true,
      "posted-before",
    ],
    ["an announced build waits", decide({}, [], { picture: { ci: { startedAtMs: NINE } } }), false, "no-result-yet"],
    [
      "nothing ever came",
      decide({}, [], { picture: { final: { atMs: NINE, reason: "never-reported" }, ci: { startedAtMs: NINE } } }),
      true,
      "never-reported",
    ],
    ["a retry may come", decide({ on: "failures" }, [failed], { awaited: 1 }), false, "retry-may-come"],
    ["a retry may come, on:changes", decide({ on: "changes" }, [failed], { awaited: 1 }), false, "retry-may-come"],
    [
      "one failure of two is certain",
      decide({ on: "failures" }, [failed], { failures: 1, awaited: 1 }),
      true,
      "has-failures",
    ],
    ["everything is muted", decide({}, [failed], { failures: 0, muted: true }), false, "muted"],
    [
      "a failure alone, not settled yet",
      decide({}, [aProcessingExecution({ status: "FAILED" })]),
      false,
      "no-result-yet",
    ],
    ["a pass, not settled yet", decide({}, [aProcessingExecution({ status: "PASSED" })]), true, "every-build"],
    ["one was given up", decide({}, [{ ...aProcessingExecution(), overdueAtMs: NINE }]), true, "every-build"],
    ["on:all", decide({ on: "all" }, [passed]), true, "every-build"],
    ["on:all post:test without failures", decide({ on: "all", post: "test" }, [passed]), false, "no-failure-yet"],
    ["on:all post:test with one", decide({ on: "all", post: "test" }, [failed], { failures: 1 }), true, "has-failures"],
    ["on:failures without", decide({ on: "failures" }, [passed], { picture: { final } }), false, "no-failure-yet"],
    ["on:failures with one that is not ready", decide({ on: "failures" }, [failed]), false, "no-failure-yet"],
    ["on:failures with one", decide({ on: "failures" }, [failed], { failures: 1 }), true, "has-failures"],
    ["on:failures where all could not run", decide({ on: "failures" }, [blocked]), false, "no-failure-yet"],
    ["on:all where all could not run", decide({ on: "all" }, [blocked]), true, "every-build"],
    [
      "on:changes, could not run",
      decide({ on: "changes" }, [blocked], { before: won, picture: { final } }),
      false,
      "verdict-not-known-yet",
    ],
    [
      "on:changes, recovered at a second attempt",
      decide({ on: "changes" }, [early, passed], { before: lost, picture: { final } }),
      true,
      "recovered",
    ],
    [
      "on:changes, passed at a second attempt as before",
      decide({ on: "changes" }, [early, passed], { before: won, picture: { final } }),
      false,
      "same-verdict-as-before",
    ],
    ["a test that runs", decide({}, [runs]), false, "no-result-yet"],
    ["a retry that runs, after a failure", decide({}, [early, runs], { failures: 1 }), true, "every-build"],
    ["on:changes, failing first", decide({ on: "changes" }, [failed], { failures: 1 }), true, "newly-failing"],
    [
      "on:changes, failing after a pass",
      decide({ on: "changes" }, [failed], { failures: 1, before: won }),
      true,
      "newly-failing",
    ],
    [
      "on:changes, failing again",
      decide({ on: "changes" }, [failed], { failures: 1, before: lost }),
      false,
      "same-verdict-as-before",
    ],
    [
      "on:changes, passing while open",
      decide({ on: "changes" }, [passed], { before: lost }),
      false,
      "verdict-not-known-yet",
    ],
    [
      "on:changes, final with a failure not ready",
      decide({ on: "changes" }, [failed], { before: won, picture: { final } }),
      false,
      "verdict-not-known-yet",
    ],
    [
      "on:changes, recovered",
      decide({ on: "changes" }, [passed], { before: lost, picture: { final } }),
      true,
      "recovered",
    ],
    [
      "on:changes, ended without any verdict",
      decide({ on: "changes" }, [unknown], { before: lost, picture: { final } }),
      false,
      "verdict-not-known-yet",
    ],
    [
      "on:changes, passing again",
      decide({ on: "changes" }, [passed], { before: won, picture: { final } }),
      false,
      "same-verdict-as-before",
    ],
    [
      "on:changes, passing first",
      decide({ on: "changes" }, [passed], { picture: { final } }),
      false,
      "same-verdict-as-before",
    ],
  ])("%s", (_what, decision, speak, reason) => {
    expect(decision).toEqual({ speak, reason });
  });
});
