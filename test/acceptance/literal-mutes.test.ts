import { expect, test } from "vitest";
import { oneAfterAnother } from "./an-execution-of.ts";
import { person } from "./person.ts";
import { keyOf } from "./read-messages.ts";
import { startSlackStage } from "./slack-stage.ts";
import { expectCards, expectFailures, type Stage } from "./stage.ts";
import { startTeamsStage } from "./teams-stage.ts";
import { buildThreads, cardText } from "./read-teams.ts";
import { teamsPerson } from "./teams-person.ts";

const JOB = "Checkout suite";
const MUTE = "Mute this test";

test("in Slack, the mute button of a test with an asterisk in its name mutes that test alone", async () => {
  const stage = await startSlackStage();
  const { slack } = stage.world;
  await expectOneTestMuted(stage, async () => {
    const failure = slack.channel("mobile-qa").allMessages.find((message) => keyOf(message)?.includes("#failure/"));
    if (failure === undefined) throw new Error("no failure was posted");
    const { ts, blocks } = failure;
    return (await person(slack).press({ channel: "mobile-qa", ts, blocks }, MUTE)).screen;
  });
  await stage.end();
});

test("in Teams, the mute button of a test with an asterisk in its name mutes that test alone", async () => {
  const stage = await startTeamsStage();
  const { teams } = stage.world;
  await expectOneTestMuted(stage, async () => {
    const replies = buildThreads(teams, "mobile-qa", `${JOB} #`).flatMap((thread) => thread.replies);
    const failure = replies.find((message) => cardText(message).includes("/reporting/test/"));
    if (failure === undefined) throw new Error("no failure was posted");
    const quinn = teamsPerson(teams);
    return quinn.read(await quinn.after(() => quinn.press(failure, { title: MUTE })));
  });
  await stage.end();
});

/** Lets a test fail, mutes it by its button, and lets it fail again together with one that its name as a glob would match. */
async function expectOneTestMuted(stage: Stage, press: () => Promise<string>): Promise<void> {
  await stage.subscribe(JOB);
  fail(stage, 1, ["pays [*]"]);
  await expectFailures(stage, JOB, [/pays \[\*\] failed on/u]);
  expect(await press()).toContain(String.raw`test:"pays [\*]"`);
  fail(stage, 2, ["pays [*]", "pays [visa]"]);
  await expectCards(stage, JOB, [/#1/u, /#2: 2 of 2 failed(?!.*still running)/u]);
  await expectFailures(stage, JOB, [/pays \[\*\] failed on/u, /pays \[visa\] failed on/u]);
  expect(stage.cards(JOB).at(-1)?.text).toContain("1 failure muted here.");
  expect(await stage.ask(String.raw`unmute "pays [\*]"`)).toContain("Unmuted");
}

function fail({ lab }: Stage, number: number, tests: readonly string[]): void {
  lab.putAll(oneAfterAnother(tests.map((name) => ({ test: name, job: JOB, number, status: "FAILED" }))));
}
