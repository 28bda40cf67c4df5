import { Secret } from "@perfecto-bot/domain";
import { expect, test } from "vitest";
import { startFakeTeams } from "../testing/fake-teams.ts";
import { createBotToken } from "./bot-token.ts";

const credentials = { appId: "app", appPassword: new Secret("the password"), tenantId: "tenant/../x" };

test("one request serves everybody until five minutes before the end", async () => {
  const teams = await startFakeTeams();
  let nowMs = 0;
  const token = createBotToken(credentials, teams.url, () => nowMs);
  const answers = await Promise.all([token.get(), token.get(), token.get()]);
  expect(new Set(answers.map((answer) => (answer.kind === "token" ? answer.token.reveal() : "")))).toEqual(
    new Set(["a token for the bot"]),
  );
  nowMs = 55 * 60_000 - 1;
  await token.get();
  expect(teams.counts.tokens).toBe(1);
  nowMs += 1;
  await token.get();
  expect(teams.counts.tokens).toBe(2);
  token.forget();
  await token.get();
  expect(teams.counts.tokens).toBe(3);
});

test.each([
  [
    { status: 401, body: { error: "invalid_client" } },
    { refused: true, detail: "HTTP 401: invalid_client" },
  ],
  [
    { status: 400, body: { error: "<b>secret</b>" } },
    { refused: true, detail: "HTTP 400" },
  ],
  [
    { status: 500, body: {} },
    { refused: false, detail: "HTTP 500" },
  ],
  [
    { status: 200, body: {} },
    { refused: false, detail: "HTTP 200" },
  ],
])("%j gives no token, and the next one asks again", async (answer, expected) => {
  const teams = await startFakeTeams();
  teams.tokenAnswer = answer;
  const token = createBotToken(credentials, teams.url, Date.now);
  expect(await token.get()).toEqual({ kind: "no-token", ...expected });
  await token.get();
  expect(teams.counts.tokens).toBe(2);
});

test("an authority that cannot be reached refuses nothing", async () => {
  const token = createBotToken(credentials, "http://127.0.0.1:1", Date.now);
  expect(await token.get()).toMatchObject({ kind: "no-token", refused: false });
});
