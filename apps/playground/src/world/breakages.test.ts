import { playLab, startLabSimulator } from "@perfecto-bot/simulators/lab";
import { startSlackSimulator } from "@perfecto-bot/simulators/slack";
import { startTeamsSimulator } from "@perfecto-bot/simulators/teams";
import { expect, it, onTestFinished } from "vitest";
import { createBreakages } from "./breakages.ts";
import { demoWorkspace } from "./demo-workspace.ts";
import { createHappenings } from "./happenings.ts";
import type { WorldHappening } from "./world.ts";

async function open() {
  const lab = await startLabSimulator();
  const play = playLab({ lab, automatic: false, pastBuilds: 0 });
  const slack = await startSlackSimulator({ workspaces: [demoWorkspace], rateLimits: false });
  const teams = await startTeamsSimulator({ authentication: false, rateLimits: false });
  onTestFinished(async () => {
    play.stop();
    await Promise.all([lab.stop(), slack.stop(), teams.stop()]);
  });
  const happenings = createHappenings();
  const heard: WorldHappening[] = [];
  happenings.on((happening) => void heard.push(happening));
  return { lab, slack, teams, heard, breakages: createBreakages({ lab, play, slack, teams }, happenings) };
}

const askLab = async ({ baseUrl, token }: { readonly baseUrl: string; readonly token: string }) => {
  const url = `${baseUrl}/export/api/v3/test-executions?jobName[0]=Nightly&jobNumber[0]=1`;
  return fetch(url, { headers: { "Perfecto-Authorization": token } }).then(
    ({ status }) => status,
    () => "no connection",
  );
};

/** What is answered to a post in Slack. */
const post = async (slack: Awaited<ReturnType<typeof startSlackSimulator>>, text: string) =>
  fetch(`${slack.apiUrl}chat.postMessage`, {
    method: "POST",
    headers: { authorization: `Bearer ${slack.botToken()}`, "content-type": "application/json" },
    body: JSON.stringify({ channel: "C0MOBILE0QA", text }),
  }).then(
    ({ status, headers }) => [status, headers.get("retry-after")],
    () => "no answer",
  );

it("takes the lab down and back, and its token away and back", async () => {
  const { lab, heard, breakages } = await open();
  expect(await askLab(lab)).toBe(200);
  await breakages.set("labDown", true);
  expect(await askLab(lab)).toBe("no connection");
  await breakages.set("labDown", false);
  expect(await askLab(lab)).toBe(200);

  await breakages.set("tokenExpired", true);
  expect(breakages.view()).toMatchObject({ tokenExpired: true, labDown: false });
  expect(await askLab(lab)).not.toBe(200);
  await breakages.set("tokenExpired", false);
  expect(await askLab(lab)).toBe(200);
  expect(heard.map((one) => (one.kind === "told" ? one.tone : one.kind))).toEqual([
    "view",
    "bad",
    "view",
    "good",
    "view",
    "bad",
    "view",
    "good",
  ]);
});

it("lets Slack refuse every post with 429, until it is mended", async () => {
  const { slack, breakages } = await open();
  await breakages.set("slackRateLimited", true);
  await breakages.set("slackRateLimited", true);
  expect([await post(slack, "one"), await post(slack, "two")]).toEqual([
    [429, "5"],
    [429, "5"],
  ]);
  await breakages.set("slackRateLimited", false);
  expect(await post(slack, "three")).toEqual([200, null]);
});

it("loses every third answer, and carries the call out all the same", async () => {
  const { slack, breakages } = await open();
  await breakages.set("answersLost", true);
  const answers = [await post(slack, "one"), await post(slack, "two"), await post(slack, "three")];
  expect(answers).toEqual([[200, null], [200, null], "no answer"]);
  expect(slack.channel("mobile-qa").messages.map(({ text }) => text)).toEqual(["one", "two", "three"]);
  await breakages.set("answersLost", false);
  expect([await post(slack, "four"), await post(slack, "five"), await post(slack, "six")]).not.toContain("no answer");
});

it.each(["labDown", "tokenExpired", "slowProcessing", "slackRateLimited", "answersLost"] as const)(
  "says in one sentence that what is real cannot be broken: %s",
  async (what) => {
    const nothing = { lab: undefined, play: undefined, slack: undefined, teams: undefined };
    const breakages = createBreakages(nothing, createHappenings());
    await expect(breakages.set(what, true)).rejects.toThrow(/^The (?:lab|Slack|chat) is real here: /u);
    expect(Object.values(breakages.view())).not.toContain(true);
  },
);
