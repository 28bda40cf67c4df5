import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { Secret } from "@perfecto-bot/domain";
import { createMemoryOnce, createMemoryVault } from "@perfecto-bot/pipeline/memory";
import { expect, test, vi } from "vitest";
import { IDS, inChannel, saying } from "../testing/activities.ts";
import { startFakeTeams } from "../testing/fake-teams.ts";
import { recordingDesk } from "../testing/recording-desk.ts";
import { recordingLog } from "../testing/recording-log.ts";
import { sampleCard } from "../testing/sample-card.ts";
import { appOptions, startWorld } from "../testing/start-world.ts";
import { createTeamsApp } from "./create-teams-app.ts";
import { TeamsStartError } from "./teams-start-error.ts";

test("a question in a channel is answered in its thread, by one card without text", async () => {
  const { teams, desk, send } = await startWorld();
  const response = await send(inChannel(teams, saying(teams, "status")));
  expect({ status: response.status, text: await response.text() }).toEqual({ status: 200, text: "" });
  await vi.waitFor(() => expect(teams.requests).toHaveLength(1));
  expect(desk.heard).toEqual([
    {
      kind: "say",
      words: "status",
      asker: {
        conversation: { channel: "teams", workspace: teams.tenantId, id: IDS.channel },
        person: IDS.ann.aadObjectId,
        prefix: "@Perfecto",
      },
    },
  ]);
  expect(teams.requests[0]).toMatchObject({
    method: "POST",
    path: `/teams/v3/conversations/${IDS.channel};messageid=1/activities`,
    authorization: "Bearer a token for the bot",
    body: { type: "message", attachments: [{ contentType: "application/vnd.microsoft.card.adaptive" }] },
  });
  expect(teams.requests[0]?.body).not.toHaveProperty("text");
});

test("importing the package loads nothing of botbuilder; starting does", { timeout: 60_000 }, async () => {
  const script = `
    const { createTeamsApp } = await import("@perfecto-bot/teams");
    const { Module } = await import("node:module");
    const { Secret } = await import("@perfecto-bot/domain");
    const loaded = () => Object.keys(Module._cache).filter((path) => /botbuilder|botframework|azure/.test(path)).length;
    const before = loaded();
    const notebook = { read: async () => undefined, write: async () => {}, remove: async () => {}, names: async () => [] };
    const app = createTeamsApp({
      credentials: { appId: "a", appPassword: new Secret("p"), tenantId: "t" },
      allowedTenants: [], insecureLocal: true, host: "127.0.0.1",
      desk: {}, notebook, once: {}, now: Date.now, log: { info() {}, warn() {}, error() {} },
    });
    const created = loaded();
    await app.start();
    console.log(JSON.stringify({ before, created, started: loaded() > 0 }));
  `;
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script], {
    cwd: import.meta.dirname,
  });
  expect(JSON.parse(stdout)).toEqual({ before: 0, created: 0, started: true });
});

function make(options: Partial<Parameters<typeof createTeamsApp>[0]>) {
  return createTeamsApp({
    credentials: { appId: "a", appPassword: new Secret("p"), tenantId: "t" },
    allowedTenants: [],
    desk: recordingDesk(),
    notebook: createMemoryVault(),
    once: createMemoryOnce(),
    now: Date.now,
    log: recordingLog(),
    ...options,
  });
}

test.each(["0.0.0.0", "::", "10.0.0.7", "127.0.0.1.example.com", "example.com", undefined])(
  "authentication cannot be off while listening on %s",
  (host) => {
    expect(() => make({ insecureLocal: true, ...(host === undefined ? {} : { host }) })).toThrow(TeamsStartError);
  },
);

test.each(["127.0.0.1", "127.0.0.53", "::1", "localhost"])("authentication can be off on %s", (host) => {
  expect(() => make({ insecureLocal: true, host })).not.toThrow();
});

test("credentials that Microsoft does not accept stop the start and say what to do", async () => {
  const teams = await startFakeTeams();
  teams.tokenAnswer = { status: 401, body: { error: "invalid_client", error_description: "AADSTS7000215 …" } };
  const app = make(appOptions(teams));
  await expect(app.start()).rejects.toThrow(/invalid_client.*MICROSOFT_APP_PASSWORD/u);
  const [credentials] = await app.probe();
  expect(credentials).toMatchObject({ verdict: "bad", todo: expect.stringContaining("MICROSOFT_APP_PASSWORD") });
});

test("a token authority that is away does not keep the service from starting", async () => {
  const teams = await startFakeTeams();
  teams.tokenAnswer = { status: 503, body: "" };
  const log = recordingLog();
  await make({ ...appOptions(teams), log }).start();
  expect(log.lines).toMatchObject([{ level: "warn" }]);
});

test("probe: everything in order, before and after Teams first talked", async () => {
  const { app, teams, send } = await startWorld();
  expect((await app.probe()).map(({ verdict, subject }) => `${verdict}: ${subject}`)).toEqual([
    "good: Teams credentials",
    "good: Teams signing keys",
    "note: Teams installation",
  ]);
  await send(inChannel(teams, saying(teams, "status")));
  expect((await app.probe())[2]).toMatchObject({ verdict: "good", subject: `Teams installation ${teams.tenantId}` });
});

test("probe: keys that cannot be fetched", async () => {
  const { app, teams } = await startWorld();
  teams.metadataStatus = 500;
  expect((await app.probe())[1]).toMatchObject({ verdict: "bad", subject: "Teams signing keys" });
});

test("a tenant that rested for want of good credentials is told available by the next good start", async () => {
  const notebook = createMemoryVault();
  const first = await startWorld({ app: { notebook } });
  await first.send(inChannel(first.teams, { type: "conversationUpdate" }));
  first.teams.script.push({ status: 401 }, { status: 401 });
  const conversation = { channel: "teams", workspace: first.teams.tenantId, id: IDS.channel };
  const outcome = await first.app.channel.post({ conversation, card: sampleCard("x"), key: "k" });
  expect(outcome.kind).toBe("installation-dead");
  expect((await first.app.probe())[2]).toMatchObject({ verdict: "bad" });
  await first.send(inChannel(first.teams, { type: "conversationUpdate" }));
  expect(first.desk.happenings).toEqual([]);
  const second = await startWorld({ app: { notebook } });
  expect(second.desk.happenings).toEqual([
    { kind: "installation-available", channel: "teams", workspace: first.teams.tenantId },
  ]);
  expect(await second.app.channel.reach(conversation)).toEqual({ kind: "reachable" });
});

test("stopping waits for answers under way, up to the deadline", async () => {
  const { app, teams, desk, send } = await startWorld();
  let finish = (): void => {};
  const wait = new Promise<void>((resolve) => (finish = resolve));
  desk.reply = async () => {
    await wait;
    return { kind: "card", card: sampleCard("done"), shared: false };
  };
  await send(inChannel(teams, saying(teams, "status")));
  expect(await app.stop(20)).toBe(false);
  finish();
  expect(await app.stop(5_000)).toBe(true);
  expect(teams.requests).toHaveLength(1);
});
