import { aMute, aPicture, aRecordedExecution, aSubscription, CHANNEL, NINE } from "@perfecto-bot/domain/testing";
import type { BuildPicture } from "@perfecto-bot/domain";
import { describe, expect, it } from "vitest";
import { aFinishedBuild, aLedger, aPlanInput } from "../testing/a-plan-input.ts";
import { cardIn as cardOf, namesIn as names, of, planOf as plan } from "../testing/plan-of.ts";
import { planBuild, type Plan } from "./plan-build.ts";
import type { PlanInput } from "./planner.ts";

const final = { atMs: NINE, reason: "quiet" } as const;
const ELSEWHERE = { ...CHANNEL, id: "C2" };
const ana = { kind: "user", id: "ana" } as const;
const failedOn = (id: string) =>
  aRecordedExecution({ id, status: "FAILED", platforms: [{ kind: "device", model: id }] });
const progressOf = (planned: Plan) => cardOf(planned, "build")?.body.find(({ kind }) => kind === "progress");
const hashOf = (ids: readonly string[], overrides: Partial<BuildPicture> = {}) =>
  plan(ids.map(failedOn), {}, { picture: overrides }).messages.find(({ name }) => name === "failure/a")?.contentHash;

describe("what was posted", () => {
  it("is kept up to date when a failure turns out to have passed", () => {
    const planned = plan(of("PASSED"), { on: "failures" }, { ledger: aLedger("build", "failure/e0") });
    expect(planned.reason).toBe("posted-before");
    expect(cardOf(planned, "failure/e0")?.status).toBe("passed");
  });

  it("is not edited for every platform that fails likewise while the build runs", () => {
    expect(hashOf(["a", "b"])).toBe(hashOf(["a", "b", "c"]));
    expect(hashOf(["a", "b"], { final })).not.toBe(hashOf(["a", "b", "c"], { final }));
  });
});

describe("a card that can no longer be edited", () => {
  const frozen = (): PlanInput["ledger"] => {
    const [...entries] = aLedger("build", "failure/e0");
    return new Map(entries.map(([name, summary]) => [name, name === "build" ? { ...summary, frozen: true } : summary]));
  };
  const planned = (overrides: Partial<BuildPicture>) =>
    plan(of("FAILED", "PASSED"), {}, { ledger: frozen(), picture: overrides });

  it("is followed by one reply with what it would say, once the build is final", () => {
    const told = planned({ final });
    const verdict = told.messages.find(({ name }) => name === "verdict");
    expect(verdict).toMatchObject({ replyTo: "build", progress: false, reason: "card-not-editable" });
    expect(verdict?.card).toEqual(cardOf(told, "build"));
  });

  it("is followed by none while the build runs, and one that can be edited by none at all", () => {
    expect(names(planned({}))).toEqual(["build", "failure/e0"]);
    const editable = plan(of("FAILED", "PASSED"), {}, { ledger: aLedger("build"), picture: { final } });
    expect(names(editable)).toEqual(["build", "failure/e0"]);
  });
});

describe("mutes", () => {
  const mutes = [aMute({ filter: [{ key: "test", negated: false, values: ["Pay"] }] })];
  const pay = aRecordedExecution({ id: "pay", name: "Pay", status: "FAILED" });

  it("of another conversation keep nothing quiet here, and the card tells of them", () => {
    const planned = planBuild(
      aPlanInput(aPicture([pay]), { mutes: mutes.map((mute) => ({ ...mute, conversation: ELSEWHERE })) }),
    );
    expect(names(planned)).toEqual(["build", "failure/pay"]);
    expect(cardOf(planned, "build")?.fallback).toContain("1 failure muted in another conversation.");
  });

  it("keep a failure quiet and are counted on the card", () => {
    const planned = plan([...of("FAILED"), pay], { mention: [ana] }, { mutes });
    expect(names(planned)).toEqual(["build", "attention", "failure/e0"]);
    expect(cardOf(planned, "build")?.fallback).toContain("1 failure muted here.");
    expect([...planned.muted.keys()]).toEqual(["pay"]);
  });

  it("call nobody and do not make a build worth a message", () => {
    expect(names(plan([...of("PASSED"), pay], { mention: [ana], on: "failures" }, { mutes }))).toEqual([]);
    expect(plan([pay], {}, { mutes }).reason).toBe("muted");
  });

  it("leave what was posted before to be kept up to date", () => {
    expect(names(plan([pay], {}, { mutes, ledger: aLedger("build", "failure/pay") }))).toEqual([
      "build",
      "failure/pay",
    ]);
    expect(names(plan([pay], { post: "test" }, { mutes, ledger: aLedger("failure/pay") }))).toEqual(["failure/pay"]);
  });
});

describe("the build card", () => {
  it("is progress until the build is final", () => {
    expect(plan(of("PASSED")).messages[0]?.progress).toBe(true);
    expect(plan(of("PASSED"), {}, { picture: { final } }).messages[0]?.progress).toBe(false);
  });

  it("measures progress by the build before only where the whole build is shown", () => {
    const history = [aFinishedBuild(44), aFinishedBuild(43)];
    const filter = [{ key: "test" as const, negated: false, values: ["Login*"] }];
    expect(progressOf(plan(of("PASSED"), {}, { history }))).toMatchObject({ label: "1 of ~120" });
    const filtered = plan(of("PASSED"), {}, { history, subscriptions: [aSubscription({ filter })] });
    expect(progressOf(filtered)).toBeUndefined();
  });
});
