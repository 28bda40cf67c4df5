import { generateBuild } from "@perfecto-bot/simulators/lab";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildThreads, cardText, failureMessages } from "./read-teams.ts";
import { messagesByKey, rootCards } from "./read-messages.ts";
import { startTeamsWorld, type TeamsWorld } from "./teams-world.ts";

const PATIENCE = { timeout: 90_000, interval: 100 };

let world: TeamsWorld;
beforeAll(async () => {
  world = await startTeamsWorld();
});
afterAll(async () => {
  await world.end();
});

test("a build of 120 executions in Teams and in Slack: one card each, seven failures in its thread, nothing where the filter does not match", async () => {
  const { lab, teams, slack, say } = world;
  await say("mobile-qa", "subscribe Nightly Regression");
  await say("third", "subscribe Nightly Regression tag:no-such-tag");
  await slack.command({
    user: "quinn",
    channel: "mobile-qa",
    command: "/perfecto",
    text: "subscribe Nightly Regression",
  });
  await expect.poll(() => slack.channel("mobile-qa").messages.length, PATIENCE).toBeGreaterThan(0);
  await expect.poll(() => teams.channel("third").allMessages.length, PATIENCE).toBeGreaterThan(1);
  const build = generateBuild({
    seed: "teams",
    baseUrl: lab.baseUrl,
    job: "Nightly Regression",
    number: 45,
    startMs: Date.now(),
    executions: 120,
    platforms: 6,
    failures: 7,
    causes: 2,
    spreadMs: 120_000,
    processingMs: [5_000, 40_000],
    speed: 20,
  });
  lab.putAll(build);
  const failed = build.filter(({ resource }) => resource.status === "FAILED");
  const verdicts = () =>
    buildThreads(teams, "mobile-qa", "Nightly Regression #45").map(({ root }) => root.summary.split("\n")[0]);
  await expect.poll(verdicts, PATIENCE).toEqual([expect.stringMatching(/7 of 120 failed(?!.*still running)/)]);
  const threads = () => buildThreads(teams, "mobile-qa", "Nightly Regression #45");
  await expect.poll(() => threads()[0]?.replies.length, PATIENCE).toBe(7);
  const [thread] = threads();
  expect(thread?.root.versions.length).toBeGreaterThan(1);
  for (const execution of failed) {
    const own = thread === undefined ? [] : failureMessages(thread, execution);
    expect(own).toHaveLength(1);
    const text = own.map(cardText).join("");
    expect(text).toContain("Failed command");
    expect(text).toMatch(/#t=\d+/);
    expect(own[0]?.versions[0]?.at).toBeGreaterThanOrEqual(execution.settlesAtMs ?? 0);
  }
  expect(teams.messages().filter(({ blank }) => blank)).toEqual([]);
  expect(buildThreads(teams, "third", "Nightly Regression #45")).toEqual([]);
  await expect
    .poll(
      () => rootCards(slack, "mobile-qa").map(({ text }) => /7 of 120 failed(?!.*still running)/.test(text)),
      PATIENCE,
    )
    .toEqual([true]);
  await expect.poll(() => messagesByKey(slack, "mobile-qa").size, PATIENCE).toBe(8);
});

test("muting from either chat shows in both", async () => {
  const { lab, teams, slack, say } = world;
  const startedMs = Date.now();
  const plan = {
    seed: "mute",
    baseUrl: lab.baseUrl,
    job: "Nightly Regression",
    startMs: startedMs,
    executions: 12,
    failures: 3,
    causes: 1,
    spreadMs: 20_000,
    // Twenty seconds after a test has ended: its failure is told of only after it was muted, however slow the machine is.
    processingMs: [400_000, 400_000] as const,
    speed: 20,
  };
  const slackCard = (build: string) => rootCards(slack, "mobile-qa").find(({ text }) => text.includes(build))?.text;
  const teamsCard = (build: string) =>
    buildThreads(teams, "mobile-qa", build)
      .map(({ root }) => cardText(root))
      .join("");

  lab.putAll(generateBuild({ ...plan, number: 46 }));
  await expect.poll(() => slackCard("#46"), PATIENCE).toContain("3 of 12 failed");
  await slack.command({
    user: "quinn",
    channel: "mobile-qa",
    command: "/perfecto",
    text: "mute Nightly Regression 1h",
  });
  await expect.poll(() => slackCard("#46"), PATIENCE).toContain("3 failures muted here.");
  await expect.poll(() => teamsCard("#46"), PATIENCE).toContain("3 failures muted in another conversation.");
  await slack.command({ user: "quinn", channel: "mobile-qa", command: "/perfecto", text: "unmute" });

  lab.putAll(generateBuild({ ...plan, number: 47, startMs: Date.now() }));
  await expect.poll(() => teamsCard("#47"), PATIENCE).toContain("3 of 12 failed");
  await say("mobile-qa", "mute Nightly Regression 1h");
  await expect.poll(() => teamsCard("#47"), PATIENCE).toContain("3 failures muted here.");
  await expect.poll(() => slackCard("#47"), PATIENCE).toContain("3 failures muted in another conversation.");
});
