import type { FaultBehaviour, LabExecution, LabSimulator, RepeatedJobName } from "@perfecto-bot/simulators/lab";
import { describe, expect, test, vi, type TestContext } from "vitest";
import { askBot, subscribe } from "./ask-bot.ts";
import { expectWholeBuild, messagesOf, shownBuild } from "./expect-whole-build.ts";
import { putBuild } from "./put-build.ts";
import { messageText } from "./read-messages.ts";
import { HASTE, startSlackWorld, type SlackWorld, type WorldWishes } from "./slack-world.ts";

const PATIENCE = { timeout: 90_000, interval: 100 };
const ENDING_MS = 30_000;
const IN_FLIGHT = { executions: 12, failures: 3, causes: 3, spreadMs: 40_000 };

/** A world for one test; tests of this file run at the same time. */
async function ownWorld(
  { onTestFinished }: TestContext,
  { settleLimitMs, ...wishes }: WorldWishes & { readonly settleLimitMs?: number } = {},
): Promise<SlackWorld> {
  const policy = { ...HASTE, ...(settleLimitMs === undefined ? {} : { settleLimitMs }) };
  const world = await startSlackWorld("socket", (config) => ({ ...config, policy }), wishes);
  onTestFinished(world.end, ENDING_MS);
  return world;
}

const saying = ({ logged }: SlackWorld, words: string) => logged.filter((line) => line.includes(words));

interface Trouble {
  readonly name: string;
  /** What the operator reads of it. */
  readonly said: string;
  readonly begin: (lab: LabSimulator) => void | Promise<void>;
  readonly end: (lab: LabSimulator) => void | Promise<void>;
}

/** Every request meets a fault until all faults end. */
function always(name: string, said: string, behave: FaultBehaviour): Trouble {
  return {
    name,
    said,
    begin: (lab) => void lab.faults.add({ match: "api", times: Number.POSITIVE_INFINITY, behave }),
    end: (lab) => lab.faults.clear(),
  };
}

describe.concurrent("a lab in trouble in the middle of a build", () => {
  test.for<Trouble>([
    {
      name: "down",
      said: "refused",
      begin: (lab) => lab.goDown(),
      end: (lab) => lab.comeBack(),
    },
    {
      name: "an expired token that is renewed",
      said: "token",
      begin: (lab) => lab.expireToken(),
      end: (lab) => lab.setToken(lab.token),
    },
    always("500", "HTTP 500", { kind: "status", status: 500 }),
    always("429 with Retry-After", "HTTP 429", { kind: "status", status: 429, retryAfter: "1" }),
    always("a login page", "web page", { kind: "login-page" }),
    always("an array of errors with status 200", "Something is wrong", {
      kind: "error-array",
      userMessage: "Something is wrong",
    }),
    always("answers that are cut off", "no JSON", { kind: "truncated-json" }),
  ])(
    "$name: status says it, the log says it once, posting resumes by itself",
    async ({ begin, end, said }, context) => {
      const world = await ownWorld(context);
      await subscribe(world, "mobile-qa", "Nightly");
      const build = putBuild(world, { job: "Nightly", ...IN_FLIGHT });
      const cards = () => shownBuild(world.slack, "mobile-qa", build).cards;
      await vi.waitFor(() => expect(cards()).toHaveLength(1), PATIENCE);
      await begin(world.lab);
      await vi.waitFor(() => expect(saying(world, "cannot be polled")).toHaveLength(1), PATIENCE);
      const status = await askBot(world, "mobile-qa", "status");
      expect(status).toContain("cannot be polled");
      expect(status).toContain(said);
      // Long enough for many looks at the lab, and for the build to be over there.
      await vi.waitFor(() => expect(Date.now()).toBeGreaterThan(overAtMs(build)), PATIENCE);
      await end(world.lab);
      await expectWholeBuild(world.slack, "mobile-qa", build);
      expect(saying(world, "cannot be polled")).toHaveLength(1);
      expect(saying(world, "answers again")).toHaveLength(1);
      expect(await askBot(world, "mobile-qa", "status")).toContain("All is well");
    },
  );
});

describe.concurrent("a lab that answers badly", () => {
  test("slow answers only delay", async (context) => {
    const world = await ownWorld(context, { lab: { latencyMs: 1_200 } });
    await subscribe(world, "mobile-qa", "Nightly");
    const build = putBuild(world, { job: "Nightly", ...IN_FLIGHT });
    await expectWholeBuild(world.slack, "mobile-qa", build);
    expect(saying(world, "cannot be polled")).toEqual([]);
  });

  test("pages of five: all of them are read", async (context) => {
    const world = await ownWorld(context, { lab: { pageSize: 5 } });
    await subscribe(world, "mobile-qa", "Nightly");
    const build = putBuild(world, { job: "Nightly", ...IN_FLIGHT });
    await expectWholeBuild(world.slack, "mobile-qa", build);
  });

  test("`truncated` for ever: what is there is posted, and the log is not flooded", async (context) => {
    const world = await ownWorld(context);
    await subscribe(world, "mobile-qa", "Nightly");
    world.lab.faults.add({
      match: "executions",
      times: Number.POSITIVE_INFINITY,
      behave: { kind: "endless-pages" },
    });
    const build = putBuild(world, { job: "Nightly", ...IN_FLIGHT });
    await expectWholeBuild(world.slack, "mobile-qa", build);
    expect(saying(world, "read in one go").length).toBeLessThanOrEqual(2);
  });

  test.for<RepeatedJobName>(["first-only", "and", "ignored"])(
    "several job names in one request are taken as %s: both jobs are posted whole, and nothing of others",
    async (repeatedJobName, context) => {
      const world = await ownWorld(context, { lab: { repeatedJobName } });
      const jobs = ["Nightly", "Smoke", "Unwanted"];
      // With something to compare, the client finds out at its first request with two names.
      for (const job of jobs) putBuild(world, { job, number: 6, startMs: Date.now() - 120_000 });
      await subscribe(world, "mobile-qa", "Nightly");
      await subscribe(world, "second", "Smoke");
      const builds = new Map(jobs.map((job) => [job, putBuild(world, { job, ...IN_FLIGHT })]));
      await expectWholeBuild(world.slack, "mobile-qa", builds.get("Nightly") ?? []);
      await expectWholeBuild(world.slack, "second", builds.get("Smoke") ?? []);
      const shown = (channel: string, job: string) => messagesOf(world.slack, channel, builds.get(job) ?? []);
      expect(shown("mobile-qa", "Smoke")).toEqual([]);
      expect(shown("second", "Nightly")).toEqual([]);
      expect(["mobile-qa", "second", "third"].flatMap((channel) => shown(channel, "Unwanted"))).toEqual([]);
    },
  );
});

describe.concurrent("one slow video", () => {
  test("holds back no other failure; after the limit it is posted as it is, and edited when it is ready", async (context) => {
    const world = await ownWorld(context, { settleLimitMs: 6_000 });
    await subscribe(world, "mobile-qa", "Nightly");
    const build = putBuild(world, { job: "Nightly", ...IN_FLIGHT, spreadMs: 10_000 });
    const failed = build.filter(({ resource }) => resource.status === "FAILED");
    const slow = failed.toSorted((a, b) => (a.visibleAtMs ?? 0) - (b.visibleAtMs ?? 0))[0];
    if (slow === undefined) throw new Error("the build has no failure");
    const readyAtMs = Date.now() + 15_000;
    world.lab.put({ ...slow, settlesAtMs: readyAtMs });

    const messageOfSlow = () =>
      messagesOf(world.slack, "mobile-qa", build).find(({ metadata }) =>
        JSON.stringify(metadata ?? {}).includes(slow.resource.id),
      );
    const others = failed.filter((one) => one !== slow).map(({ resource }) => resource.id);
    await vi.waitFor(
      () => expect(shownBuild(world.slack, "mobile-qa", build).failures).toEqual(others.toSorted()),
      PATIENCE,
    );
    await vi.waitFor(() => expect(messageOfSlow()).toBeDefined(), PATIENCE);
    const early = messageOfSlow();
    expect(early?.versions[0]?.at).toBeLessThan(readyAtMs);
    expect(early && messageText(early)).toContain("Still processing in the lab");
    await vi.waitFor(() => {
      const now = messageOfSlow();
      expect(now && messageText(now)).not.toContain("Still processing in the lab");
    }, PATIENCE);
    expect(messageOfSlow()?.versions.at(-1)?.at).toBeGreaterThanOrEqual(readyAtMs);
    await expectWholeBuild(world.slack, "mobile-qa", build);
  });
});

function overAtMs(build: readonly LabExecution[]): number {
  return Math.max(...build.map(({ settlesAtMs = 0 }) => settlesAtMs));
}
