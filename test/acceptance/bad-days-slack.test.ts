import { setTimeout as wait } from "node:timers/promises";
import { seededRandom } from "@perfecto-bot/simulators/lab";
import {
  defaultScopes,
  defaultWorkspace,
  type FaultBehaviour,
  type SlackSimulator,
} from "@perfecto-bot/simulators/slack";
import { afterAll, describe, expect, test, vi, type TestContext } from "vitest";
import { askBot, subscribe } from "./ask-bot.ts";
import { expectWholeBuild, messagesOf, shownBuild } from "./expect-whole-build.ts";
import { putBuild } from "./put-build.ts";
import { keyOf } from "./read-messages.ts";
import { startSlackWorld, type SlackWorld, type WorldWishes } from "./slack-world.ts";

const PATIENCE = { timeout: 90_000, interval: 100 };
const ENDING_MS = 30_000;

const CALLS = ["chat.postMessage", "chat.update", "conversations.history", "conversations.replies"];
/** How calls go wrong. */
const TROUBLES: readonly FaultBehaviour[] = [
  { kind: "lost-answer" },
  { kind: "lost-request" },
  { kind: "status", status: 500 },
  { kind: "status", status: 503, accepted: true },
  { kind: "error", error: "internal_error", accepted: true },
  { kind: "error", error: "fatal_error" },
  { kind: "rate-limited", retryAfterS: 1 },
  { kind: "html" },
  { kind: "slow", delayMs: 700 },
];

/** A world for one test; tests of this file run at the same time. */
async function ownWorld({ onTestFinished }: TestContext, wishes: WorldWishes = {}): Promise<SlackWorld> {
  const world = await startSlackWorld("socket", undefined, wishes);
  onTestFinished(world.end, ENDING_MS);
  return world;
}

/** Of every three calls of a method one goes wrong: which of the three, and how, is random. */
function troubled(slack: SlackSimulator, seed: string): void {
  for (const method of CALLS) {
    const random = seededRandom(seed, "troubles", method);
    let call = 0;
    let unlucky = 0;
    let trouble: FaultBehaviour | undefined;
    const draw = (): void => {
      if (call % 3 === 0) unlucky = call + random.between(0, 2);
      trouble = call === unlucky ? random.pick(TROUBLES) : undefined;
      call += 1;
    };
    const add = (behave: FaultBehaviour, when: () => boolean) =>
      slack.faults.add({ method, times: Number.POSITIVE_INFINITY, behave, when });
    for (const [index, behave] of TROUBLES.entries())
      add(behave, () => {
        // Every call asks the first fault first.
        if (index === 0) draw();
        return trouble === behave;
      });
  }
}

function posts({ slack }: SlackWorld, channel: string) {
  const { id } = slack.channel(channel);
  return slack.requests.filter(({ method, args }) => method === "chat.postMessage" && args["channel"] === id);
}

describe.concurrent("calls that go wrong at random", () => {
  test("60 executions with 10 failures: every message once, in order, with its final content", async (context) => {
    const world = await ownWorld(context);
    const seed = process.env["CHAOS_SEED"] ?? String(Date.now() % 1_000_000);
    console.log(`CHAOS_SEED=${seed} repeats these troubles`);
    await subscribe(world, "mobile-qa", "Nightly");
    troubled(world.slack, seed);
    const build = putBuild(world, { job: "Nightly", executions: 60, failures: 10, causes: 3, spreadMs: 40_000 });
    await expectWholeBuild(world.slack, "mobile-qa", build, 90_000);
    // A card and ten failures are eleven posts at least, so three of them went wrong.
    const posted = world.slack.requests.filter(({ method }) => method === "chat.postMessage");
    expect(posted.filter(({ fault }) => fault !== undefined).length).toBeGreaterThanOrEqual(3);
  });

  test("without the history scope: nothing lost, doubled only where an answer was lost", async (context) => {
    const scopes = defaultScopes.filter((scope) => !scope.endsWith(":history"));
    const world = await ownWorld(context, {
      slack: { rateLimits: false, workspaces: [{ ...defaultWorkspace, scopes }] },
    });
    await subscribe(world, "mobile-qa", "Nightly");
    const lost: readonly FaultBehaviour[] = [
      { kind: "lost-request" },
      { kind: "status", status: 500 },
      { kind: "lost-answer" },
      { kind: "error", error: "internal_error", accepted: true },
    ];
    for (const behave of lost) {
      let seen = 0;
      world.slack.faults.add({ method: "chat.postMessage", behave, when: () => (seen += 1) > 1 });
    }
    const build = putBuild(world, { job: "Nightly", failures: 5, causes: 5 });
    const failed = build.filter(({ resource }) => resource.status === "FAILED").map(({ resource }) => resource.id);
    const shown = () => shownBuild(world.slack, "mobile-qa", build);
    await vi.waitFor(() => expect([...new Set(shown().failures)]).toEqual(failed.toSorted()), PATIENCE);
    await vi.waitFor(() => expect(shown().cards).toEqual(["5 of 6 failed"]), PATIENCE);
    const accepted = () => posts(world, "mobile-qa").filter(({ fault, ok }) => fault !== undefined && ok);
    // Each of the lost answers is followed by a second post, a few seconds later.
    await vi.waitFor(() => expect(shown().failures.length - failed.length).toBe(2), PATIENCE);
    expect(accepted()).toHaveLength(2);
    expect(shown().failures.length - failed.length).toBe(accepted().length);
  });

  test("Slack is away in the middle of a build and comes back: all arrives", async (context) => {
    const world = await ownWorld(context);
    await subscribe(world, "mobile-qa", "Nightly");
    const build = putBuild(world, { job: "Nightly", executions: 20, failures: 4, causes: 2, spreadMs: 40_000 });
    await vi.waitFor(() => expect(posts(world, "mobile-qa").length).toBeGreaterThan(0), PATIENCE);
    const away = world.slack.faults.add({
      method: "*",
      times: Number.POSITIVE_INFINITY,
      behave: { kind: "lost-request" },
    });
    world.slack.socketMode.drop();
    world.slack.cutConnections();
    await vi.waitFor(() => expect(away.struck).toBeGreaterThan(5), PATIENCE);
    away.remove();
    await expectWholeBuild(world.slack, "mobile-qa", build);
    await vi.waitFor(() => expect(world.slack.socketMode.connected).toBe(1), PATIENCE);
    expect(await askBot(world, "mobile-qa", "status")).toContain("All is well");
  });

  test("429 without Retry-After: everybody waits half a minute, and nothing is lost", async (context) => {
    const world = await ownWorld(context);
    await subscribe(world, "mobile-qa", "Nightly");
    world.slack.faults.add({ method: "chat.postMessage", behave: { kind: "rate-limited" } });
    const build = putBuild(world, { job: "Nightly" });
    await expectWholeBuild(world.slack, "mobile-qa", build);
    const [refused, next] = posts(world, "mobile-qa");
    expect(refused).toMatchObject({ fault: "rate-limited" });
    expect((next?.at ?? 0) - (refused?.at ?? 0)).toBeGreaterThanOrEqual(30_000);
  });

  test("hanging calls, carried out or not, on the card, on a reply and on an edit: each is there once", async (context) => {
    const world = await ownWorld(context);
    const channels = ["mobile-qa", "second", "third"] as const;
    for (const channel of channels) await subscribe(world, channel, `"${channel}"`);
    const add = (channel: string, method: string, behave: FaultBehaviour, reply: boolean) =>
      world.slack.faults.add({
        method,
        behave,
        when: (args) =>
          args["channel"] === world.slack.channel(channel).id && reply === (args["thread_ts"] !== undefined),
      });
    add("mobile-qa", "chat.postMessage", { kind: "hang-after-acceptance" }, false);
    add("second", "chat.postMessage", { kind: "hang-after-acceptance" }, true);
    add("third", "chat.postMessage", { kind: "hang" }, false);
    add("mobile-qa", "chat.update", { kind: "hang-after-acceptance" }, false);
    const builds = channels.map((job) => [job, putBuild(world, { job })] as const);
    for (const [channel, build] of builds) await expectWholeBuild(world.slack, channel, build);
    expect(world.slack.requests.filter(({ fault }) => fault?.startsWith("hang"))).toHaveLength(4);
  });
});

describe.concurrent("answers that say what is wrong", () => {
  let shared: Promise<SlackWorld> | undefined;
  const world = () => (shared ??= startSlackWorld());
  afterAll(async () => (await shared)?.end(), ENDING_MS);

  test.each(["msg_blocks_too_long", "invalid_blocks"])(
    "%s: the same message with its text alone, once",
    async (error) => {
      const { slack, ...rest } = await world();
      const channel = error.replaceAll("_", "-");
      slack.addChannel({ name: channel });
      await subscribe({ slack, ...rest }, channel, `"${channel}"`);
      slack.faults.add({
        method: "chat.postMessage",
        times: Number.POSITIVE_INFINITY,
        behave: { kind: "error", error },
        when: (args) =>
          args["channel"] === slack.channel(channel).id && Array.isArray(args["blocks"]) && args["blocks"].length > 0,
      });
      const build = putBuild(rest, { job: channel });
      const failed = build.filter(({ resource }) => resource.status === "FAILED").map(({ resource }) => resource.id);
      await vi.waitFor(
        () => expect(shownBuild(slack, channel, build)).toEqual({ cards: ["1 of 6 failed"], failures: failed }),
        PATIENCE,
      );
      for (const message of messagesOf(slack, channel, build)) expect(message.versions[0]?.blocks).toEqual([]);
    },
  );

  test("a message deleted by hand is not posted again, and the rest goes on", async () => {
    const { slack, ...rest } = await world();
    const channel = "tidy";
    slack.addChannel({ name: channel });
    await subscribe({ slack, ...rest }, channel, channel);
    const build = putBuild(rest, { job: channel, executions: 12, failures: 3, causes: 3, spreadMs: 60_000 });
    const failures = () => messagesOf(slack, channel, build).filter((message) => keyOf(message)?.includes("#failure/"));
    await vi.waitFor(() => expect(failures().length).toBeGreaterThan(0), PATIENCE);
    const [deleted] = failures();
    const removed = await fetch(`${slack.apiUrl}chat.delete`, {
      method: "POST",
      headers: { authorization: `Bearer ${slack.botToken()}` },
      body: new URLSearchParams({ channel: slack.channel(channel).id, ts: deleted?.ts ?? "" }),
    });
    expect(await removed.json()).toMatchObject({ ok: true });
    await vi.waitFor(() => expect(shownBuild(slack, channel, build).cards).toEqual(["3 of 12 failed"]), PATIENCE);
    await vi.waitFor(() => expect(failures().length).toBe(2), PATIENCE);
    await wait(1_000);
    const key = deleted && keyOf(deleted);
    expect(slack.channel(channel).allMessages.filter((message) => keyOf(message) === key)).toHaveLength(1);
  });

  describe.each([
    { error: "is_archived", why: "archived", back: "unarchived" },
    { error: "not_in_channel", why: "not a member", back: "invited" },
  ] as const)("$error while a build is in flight, which no event told", ({ error, why, back }) => {
    test("dead letters in status, the subscription rests, one person hears of it once; back, the build is whole", async (context) => {
      // A token that may join channels would help itself.
      const scopes = defaultScopes.filter((scope) => scope !== "channels:join");
      const own = await ownWorld(context, { slack: { workspaces: [{ ...defaultWorkspace, scopes }] } });
      const { slack } = own;
      await subscribe(own, "mobile-qa", "Nightly");
      const refusing = slack.faults.add({
        method: "chat.postMessage",
        times: Number.POSITIVE_INFINITY,
        behave: { kind: "error", error },
        when: (args) => args["channel"] === slack.channel("mobile-qa").id,
      });
      const build = putBuild(own, { job: "Nightly", executions: 12, failures: 3, causes: 3, spreadMs: 60_000 });
      await vi.waitFor(() => expect(slack.directMessage("quinn").messages.length).toBe(1), PATIENCE);
      expect(slack.directMessage("quinn").messages[0]?.text).toContain(why);
      const status = await askBot(own, "mobile-qa", "status");
      expect(status).toMatch(/1 paused/);
      expect(status).toContain("Could not be posted here");
      expect(status).toContain(why);
      const last = Math.max(...build.map(({ visibleAtMs = 0 }) => visibleAtMs));
      refusing.remove();
      expect(Date.now()).toBeLessThan(last);
      if (back === "unarchived") await slack.unarchive("mobile-qa", "quinn");
      else await slack.inviteBot("mobile-qa", "quinn");
      await expectWholeBuild(slack, "mobile-qa", build);
      expect(slack.directMessage("quinn").messages).toHaveLength(1);
      expect(await askBot(own, "mobile-qa", "status")).toContain("All is well");
    });
  });

  test("a revoked token: the subscriptions rest, and the log says it once", async (context) => {
    const own = await ownWorld(context);
    const { slack } = own;
    await subscribe(own, "mobile-qa", "Nightly");
    await subscribe(own, "second", "Nightly");
    putBuild(own, { job: "Nightly", executions: 12, failures: 3, causes: 3, spreadMs: 60_000 });
    await vi.waitFor(() => expect(posts(own, "mobile-qa").length).toBeGreaterThan(1), PATIENCE);
    await slack.revokeTokens("T0SIMULATED");
    const said = () => own.logged.filter((line) => /"level":[45]0/.test(line) && line.includes("subscriptions rest"));
    await vi.waitFor(() => expect(said().length).toBeGreaterThan(0), PATIENCE);
    const attempts = () =>
      ["mobile-qa", "second"].map(
        (name) =>
          slack.requests.filter(
            ({ method, args }) => method.startsWith("chat.") && args["channel"] === slack.channel(name).id,
          ).length,
      );
    const before = attempts();
    await wait(6_000);
    // The call that was under way may still come to its end.
    for (const [index, count] of attempts().entries()) expect(count - (before[index] ?? 0)).toBeLessThanOrEqual(1);
    expect(said()).toHaveLength(1);
  });
});
