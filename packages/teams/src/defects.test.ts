import { createRequire } from "node:module";
import { text, type Card } from "@perfecto-bot/cards";
import type { Conversation } from "@perfecto-bot/domain";
import { expect, test, vi } from "vitest";
import { fieldsOf } from "./fields-of.ts";
import { IDS, inChannel, saying } from "./testing/activities.ts";
import { startWorld, type World } from "./testing/start-world.ts";

/**
 * The defects of botbuilder 4.23.3 that our hardening covers. The first four concern requests, which the gate stops;
 * the other three concern calls, whose retries are taken out, which have a time-out, and which keep the message's id.
 */

const card: Card = {
  kind: "notice",
  status: "info",
  title: [text("hello")],
  body: [],
  buttons: [],
  fallback: "hello",
};

async function channelOf({ teams, send }: World): Promise<Conversation> {
  await send(inChannel(teams, { type: "conversationUpdate" }));
  return { channel: "teams", workspace: teams.tenantId, id: IDS.channel };
}

/** What botbuilder writes past the log. */
function watchConsole(): () => number {
  const spies = [vi.spyOn(console, "error"), vi.spyOn(console, "warn")];
  for (const spy of spies) spy.mockImplementation(() => {});
  return () => spies.reduce((sum, spy) => sum + spy.mock.calls.length, 0);
}

const INSIDE_BOTBUILDER = "botframework-connector/lib/auth/tokenValidationParameters";

/** The process-wide list of issuers that botbuilder accepts. */
function issuersOfBotbuilder(): readonly unknown[] {
  const require = createRequire(createRequire(import.meta.url).resolve("botbuilder"));
  const module: unknown = require(INSIDE_BOTBUILDER);
  const { issuer } = fieldsOf(fieldsOf(module)["ToBotFromBotOrEmulatorTokenValidationParameters"]);
  if (!Array.isArray(issuer)) throw new TypeError("botbuilder keeps its issuers elsewhere");
  return issuer;
}

test.each(["{}", '{"type":5}', "[]", "null", "5", '"x"', "{", ""])(
  "defect 1: the unauthenticated body %j is answered with 400 and ends nothing",
  async (body) => {
    const { endpoint, send, teams } = await startWorld();
    const rejections: unknown[] = [];
    const note = (error: unknown): number => rejections.push(error);
    process.on("unhandledRejection", note);
    const response = await fetch(endpoint, { method: "POST", headers: { "content-type": "application/json" }, body });
    expect({ status: response.status, text: await response.text() }).toEqual({
      status: 400,
      text: '{"error":"this is no activity"}',
    });
    expect((await send(inChannel(teams, saying(teams, "status")))).status).toBe(200);
    process.off("unhandledRejection", note);
    expect(rejections).toEqual([]);
  },
);

test("defect 2: tokens that each name another tenant leave nothing behind, though their issuer and audience are right", async () => {
  const { teams, send } = await startWorld();
  const before = issuersOfBotbuilder().length;
  for (let at = 0; at < 50; at += 1) {
    const claims = { tid: `aaaaaaaa-0000-4000-8000-${String(at).padStart(12, "0")}`, ver: "2.0", azp: teams.appId };
    const issuer = `https://login.microsoftonline.com/${claims.tid}/v2.0`;
    const answers = await Promise.all([
      send(inChannel(teams, saying(teams, "status")), { claims, issuer, forged: true }),
      send(inChannel(teams, saying(teams, "status")), { claims, forged: true }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([401, 401]);
  }
  expect(issuersOfBotbuilder()).toHaveLength(before);
});

test.each([
  ["a forged signature", { forged: true }],
  ["HS256", { alg: "HS256" }],
] as const)(
  "defect 3: %s is answered with 401 and one constant body, and nothing goes to the console",
  async (_, wish) => {
    const { teams, send } = await startWorld();
    const printed = watchConsole();
    const response = await send(inChannel(teams, saying(teams, "status")), wish);
    expect({ status: response.status, text: await response.text() }).toEqual({
      status: 401,
      text: '{"error":"not authorised"}',
    });
    expect(printed()).toBe(0);
    vi.restoreAllMocks();
  },
);

test("defect 4: a token as the emulator's, of an Entra tenant and for this very bot, is refused", async () => {
  const { teams, send, desk } = await startWorld();
  const tid = teams.tenantId;
  const wish = {
    issuer: `https://sts.windows.net/${tid}/`,
    claims: { tid, ver: "1.0", appid: teams.appId },
  };
  expect((await send(inChannel(teams, saying(teams, "status")), wish)).status).toBe(401);
  expect(desk.heard).toEqual([]);
});

test.each([
  [{ status: 502 }, "ambiguous"],
  [{ status: 503, headers: { "retry-after": "0" } }, "ambiguous"],
  [{ status: 429, headers: { "retry-after": "0" } }, "rate-limited"],
  ["accept-then-reset", "ambiguous"],
] as const)("defect 5: a post that is answered with %j is sent once, not four times", async (answer, kind) => {
  const world = await startWorld();
  const conversation = await channelOf(world);
  world.teams.script.push(answer);
  expect((await world.app.channel.post({ conversation, card, key: "k" })).kind).toBe(kind);
  expect(world.teams.requests).toHaveLength(1);
});

test("defect 6: a connector that never answers is given up in time", { timeout: 60_000 }, async () => {
  const world = await startWorld();
  const conversation = await channelOf(world);
  world.teams.script.push("hang");
  expect((await world.app.channel.post({ conversation, card, key: "k" })).kind).toBe("ambiguous");
});

test("defect 7: the id of a new thread's root is kept, so that it can be edited", async () => {
  const world = await startWorld();
  const conversation = await channelOf(world);
  const posted = await world.app.channel.post({ conversation, card, key: "k" });
  if (posted.kind !== "posted") throw new Error(posted.detail);
  await world.app.channel.edit(conversation, posted.id, card);
  const [created, edited] = world.teams.requests;
  expect(created).toMatchObject({ method: "POST", path: "/teams/v3/conversations" });
  const thread = /conversations\/(.*;messageid=(\d+))\/activities\/(\d+)$/u.exec(edited?.path ?? "");
  expect(edited?.method).toBe("PUT");
  expect(thread?.[1]).toMatch(/^19:news@thread\.tacv2;messageid=/u);
  expect(thread?.[2]).toBe(thread?.[3]);
});
