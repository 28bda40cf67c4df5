import { aSubscription, CHANNEL } from "@perfecto-bot/domain/testing";
import type { JobRun } from "@perfecto-bot/domain";
import { describe, expect, it } from "vitest";
import { ciSaid, type CiReport } from "./ci-said.ts";
import { buildsIn, openPoll, spelledKey, type OpenPoll } from "./testing/open-poll.ts";
import { at, JOB, ran } from "./testing/ran.ts";
import { recordExecutions } from "./record-executions.ts";

const STARTED: CiReport = { lab: "acme", job: "Nightly", number: 45, state: "started" };

/** Says something in so many minutes after nine. Answers the build that is watched, else the whole outcome. */
async function say(poll: OpenPoll, minute: number, report: Partial<CiReport> = {}): Promise<unknown> {
  poll.moveTo(minute);
  const outcome = await ciSaid(poll.parts, { ...STARTED, ...report });
  return outcome.kind === "watching" ? spelledKey(outcome.key) : outcome;
}

async function shown(poll: OpenPoll, spelled: string, job: JobRun = JOB): Promise<void> {
  await recordExecutions(poll.parts, { processing: "complete", answeredAtMs: poll.parts.now() }, ran(spelled, job));
}

/** What CI told of the latest build. */
async function told({ parts: { pictures } }: OpenPoll): Promise<unknown> {
  const { builds } = await pictures.knownBuilds("acme", "Nightly");
  const latest = builds.toSorted((a, b) => a.startedAtMs - b.startedAtMs).at(-1);
  return (await pictures.load(latest?.key ?? ""))?.ci;
}

describe("ciSaid", () => {
  it("watches a build from its announcement on, and looks at it at once", async () => {
    const poll = await openPoll();
    const outcome = await ciSaid(poll.parts, { ...STARTED, expected: 12, url: "https://ci.example/45", commit: "abc" });
    expect(outcome).toEqual({ kind: "watching", key: `j/acme/Nightly//45` });
    expect(await told(poll)).toEqual({ startedAtMs: at(0), expected: 12, url: "https://ci.example/45", commit: "abc" });
    const key = `j/acme/Nightly//45`;
    expect(await poll.open()).toEqual([key]);
    expect(poll.signalled()).toEqual({ plan: [key], track: [key] });
  });

  it("changes nothing when it is said again, but looks again", async () => {
    const poll = await openPoll();
    await say(poll, 0);
    await shown(poll, "a P 1-5");
    await say(poll, 5, { state: "finished" });
    const [key = ""] = await poll.open();
    const before = await poll.parts.pictures.load(key);
    poll.signalled();
    expect(await say(poll, 6, { state: "finished" })).toBe("#45");
    expect(await poll.parts.pictures.load(key)).toEqual(before);
    expect(poll.signalled()).toEqual({ plan: [key], track: [key] });
  });

  it("tells attempts of a build apart, and opens no build that it does not mean", async () => {
    const poll = await openPoll();
    await shown(poll, "a P -2000", { ...JOB, number: 44 });
    await say(poll, 0);
    await shown(poll, "a F 1-5, b P 1-5");
    await say(poll, 6, { state: "finished" });
    expect(await say(poll, 60)).toBe("#45");
    await shown(poll, "a P 61-62");
    await say(poll, 63, { state: "finished" });
    expect(await buildsIn(poll.parts.pictures)).toEqual(["#44@-2000 1: a@-2000", "#45@0 1+2: a@1 b@1 a@61"]);
    expect(await told(poll)).toEqual({ startedAtMs: at(60), finishedAtMs: at(63) });
    expect((await poll.open()).map(spelledKey)).toEqual(["#45"]);
  });

  it("begins a new build where the number never changes, and leaves the one before closed", async () => {
    const poll = await openPoll();
    await say(poll, 0);
    await shown(poll, "a P 1-5");
    await say(poll, 6, { state: "finished" });
    await poll.parts.schedule.remove("track", (await poll.open())[0] ?? "");
    expect(await say(poll, 60)).toBe("#45@60again");
    expect((await poll.open()).map(spelledKey)).toEqual(["#45@60again"]);
  });

  it("takes a build without a number by what ran last", async () => {
    const poll = await openPoll();
    const run: JobRun = { name: "Nightly" };
    const { number: _, ...report } = STARTED;
    await shown(poll, "a P -100", run);
    await shown(poll, "a P 0-5", run);
    poll.moveTo(6);
    const outcome = await ciSaid(poll.parts, { ...report, state: "finished" });
    expect(outcome).toEqual({ kind: "watching", key: `r/acme/Nightly//${at(0)}` });
    expect(await buildsIn(poll.parts.pictures)).toEqual(["@-100 1: a@-100", "@0 1: a@0"]);
  });

  describe("without a branch", () => {
    it.each<[string, readonly (string | undefined)[], unknown]>([
      ["there is no build of the number yet", [], "#45"],
      ["the only build of the number has a branch", ["main"], "main#45"],
      ["the only build of the number has none", [undefined], "#45"],
      ["several branches have the number", ["main", "fix"], { kind: "several-builds", branches: ["main", "fix"] }],
    ])("where %s", async (_what, branches, outcome) => {
      const poll = await openPoll();
      for (const [index, branch] of branches.entries()) {
        await shown(poll, `a${index} P ${index}`, { ...JOB, ...(branch === undefined ? {} : { branch }) });
      }
      expect(await say(poll, 9, { state: "finished" })).toEqual(outcome);
    });

    it("changes nothing where several may be meant", async () => {
      const poll = await openPoll();
      for (const branch of ["main", "fix"]) await shown(poll, `${branch} P 0`, { ...JOB, branch });
      const { pictures } = poll.parts;
      const { builds } = await pictures.knownBuilds("acme", "Nightly");
      const before = await Promise.all(builds.map(async ({ key }) => pictures.load(key)));
      poll.signalled();
      await say(poll, 9, { state: "finished" });
      expect(await Promise.all(builds.map(async ({ key }) => pictures.load(key)))).toEqual(before);
      expect([poll.signalled(), await poll.open()]).toEqual([{ plan: [], track: [] }, []]);
    });

    it("means the only one of several that is not over", async () => {
      const poll = await openPoll();
      await shown(poll, "a P 0", { ...JOB, branch: "main" });
      await shown(poll, "b P 1", { ...JOB, branch: "fix" });
      await say(poll, 2, { branch: "main", state: "finished" });
      expect(await say(poll, 3, { state: "finished" })).toBe("fix#45");
    });
  });

  it.each<[string, string | undefined, string, string]>([
    ["of the branch that was said", "fix", "fix", "fix#45"],
    ["however git calls it", "main", "refs/heads/main", "main#45"],
    ["where the lab names none", undefined, "main", "#45"],
    ["of a branch that was not seen yet", "main", "fix", "fix#45"],
  ])("takes the build %s", async (_what, branch, said, key) => {
    const poll = await openPoll();
    await shown(poll, "a P 0", { ...JOB, ...(branch === undefined ? {} : { branch }) });
    expect(await say(poll, 9, { branch: said, state: "finished" })).toBe(key);
  });

  describe("knows a job, however it is spelled", () => {
    it.each<[string, readonly string[], readonly string[], string, string | undefined]>([
      ["as the subscription spells it", ["Nightly iOS"], [], "Nightly iOS", "Nightly iOS"],
      ["in another case, with other blanks", ["Nightly iOS"], [], " nightly   IOS ", "Nightly iOS"],
      ["as the lab spells what a glob covers", ["Nightly*"], ["Nightly iOS"], "nightly ios", "Nightly iOS"],
      ["as it was said, where the lab has both", ["*"], ["nightly", "Nightly"], "nightly", "nightly"],
      ["as it was said, where a glob covers what was not seen yet", ["Nightly*"], [], "nightly web", "nightly web"],
      ["of another name", ["Nightly iOS"], ["Smoke"], "smoke", undefined],
      ["of a name that only looks like a glob's", ["Nightly ?"], [], "Nightly ??", undefined],
    ])("%s", async (_what, subscribed, seen, said, job) => {
      const subscriptions = subscribed.map((name, index) => aSubscription({ id: `s${index}`, job: name }));
      const poll = await openPoll({ subscriptions });
      await poll.parts.pictures.rememberJobNames("acme", seen, at(0));
      const outcome = await ciSaid(poll.parts, { ...STARTED, job: said });
      expect(outcome.kind).toBe(job === undefined ? "nobody-subscribed" : "watching");
      expect(await buildsIn(poll.parts.pictures, job ?? said)).toEqual(job === undefined ? [] : ["#45@0 1:"]);
    });

    it("only where somebody's subscription is not paused, and in that lab", async () => {
      const paused = aSubscription({ paused: { reason: "by-person", detail: "", sinceMs: at(0) } });
      const poll = await openPoll({
        subscriptions: [paused, aSubscription({ id: "s2", lab: "other", conversation: { ...CHANNEL, id: "C2" } })],
      });
      expect(await ciSaid(poll.parts, STARTED)).toEqual({ kind: "nobody-subscribed" });
      expect(poll.signalled()).toEqual({ plan: [], track: [] });
    });
  });
});
