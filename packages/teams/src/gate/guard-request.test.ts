import { request } from "node:http";
import { memoryUsage } from "node:process";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test, vi } from "vitest";
import { anActivity, inChannel, inChat, saying } from "../testing/activities.ts";
import type { TokenWish } from "../testing/fake-teams.ts";
import { startWorld } from "../testing/start-world.ts";
import { createSigningKeys } from "./signing-keys.ts";
import { verifyToken } from "./verify-token.ts";

const TOKENS: readonly (readonly [string, TokenWish | "none", number])[] = [
  ["a good one", {}, 200],
  ["none", "none", 401],
  ["expired ten minutes ago", { expiresInS: -600 }, 401],
  ["expired within the skew", { expiresInS: -200 }, 200],
  ["for another bot", { audience: "another" }, 401],
  ["by another issuer", { issuer: "https://example.com" }, 401],
  ["for another service", { serviceUrl: "https://smba.trafficmanager.net/emea/" }, 401],
  ["for no service", { serviceUrl: undefined }, 401],
  ["signed by an unknown key", { keyId: "unknown" }, 401],
  ["signed by another key of that name", { forged: true }, 401],
  ["with a shared secret", { alg: "HS256" }, 401],
  ["with no signature", { alg: "none" }, 401],
];

test.each(TOKENS)("token %s", async (_, wish, status) => {
  const { teams, send, desk } = await startWorld();
  const response = await send(inChannel(teams, saying(teams, "status")), wish);
  expect(response.status).toBe(status);
  await vi.waitFor(() => expect(desk.heard).toHaveLength(status === 200 ? 1 : 0));
});

test.each([[undefined], [[]], [["webchat"]]])(
  "a key with endorsements %j is not good for Teams",
  async (endorsements) => {
    const { teams, send } = await startWorld();
    teams.endorsements = endorsements;
    expect((await send(inChannel(teams, saying(teams, "status")))).status).toBe(401);
  },
);

test.each([
  ["another tenant", { channelData: { tenant: { id: "another" } }, conversation: { id: "a:1" } }, 403],
  ["no tenant", { channelData: {}, conversation: { id: "a:1" } }, 403],
  ["two tenants", { conversation: { id: "a:1", tenantId: "another" } }, 403],
  ["another channel than Teams", { channelId: "webchat" }, 401],
  ["a service that is not allowed", { serviceUrl: "https://example.com/" }, 401],
  ["no conversation", { conversation: {} }, 400],
])("an activity of %s is refused", async (_, fields, status) => {
  const { teams, send, desk } = await startWorld();
  const activity = { ...inChat(teams, { type: "message", text: "status" }), ...fields };
  const response = await send(activity, "serviceUrl" in fields ? { serviceUrl: fields.serviceUrl } : {});
  expect(response.status).toBe(status);
  expect(desk.heard).toEqual([]);
});

test("further tenants can be allowed", async () => {
  const { teams, send } = await startWorld({ app: { allowedTenants: ["ANOTHER"] } });
  const mine = inChat(teams, { type: "message", text: "status" });
  const theirs = { ...mine, channelData: { tenant: { id: "another" } }, conversation: { id: "a:1" } };
  expect((await send(mine)).status).toBe(403);
  expect((await send(theirs)).status).toBe(200);
});

test("a body that says it is too large is refused without being read", async () => {
  const { endpoint } = await startWorld();
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const sent = request(endpoint, { method: "POST", headers: { "content-length": 1_000_001 } }, (response) => {
      resolve(response.statusCode);
      sent.destroy();
    });
    sent.on("error", reject);
    sent.flushHeaders();
  });
  expect(status).toBe(413);
});

test("a body that turns out too large is refused", async () => {
  const { endpoint } = await startWorld();
  const status = await new Promise<number | undefined>((resolve) => {
    const sent = request(endpoint, { method: "POST", headers: { "transfer-encoding": "chunked" } }, (response) => {
      resolve(response.statusCode);
      sent.destroy();
    });
    sent.on("error", () => {});
    for (let at = 0; at < 11; at += 1) sent.write("x".repeat(100_000));
  });
  expect(status).toBe(413);
});

test("nothing is taken in before the start and after the stop", async () => {
  const { teams, send, app } = await startWorld({ start: false });
  expect((await send(inChannel(teams, saying(teams, "status")))).status).toBe(503);
  await app.start();
  expect((await send(inChannel(teams, saying(teams, "status")))).status).toBe(200);
  await app.stop(1000);
  expect((await send(inChannel(teams, saying(teams, "status")))).status).toBe(503);
});

test("while the signing keys cannot be fetched nobody is called a forger", async () => {
  const { teams, send } = await startWorld();
  teams.metadataStatus = 500;
  expect((await send(inChannel(teams, saying(teams, "status")))).status).toBe(503);
});

test("10,000 bad tokens leave the memory flat and make us fetch keys twice", { timeout: 60_000 }, async () => {
  setFlagsFromString("--expose_gc");
  const collect: unknown = runInNewContext("gc");
  if (typeof collect !== "function") throw new TypeError("garbage cannot be collected");
  const { teams } = await startWorld();
  const keys = createSigningKeys(`${teams.url}/openid`, Date.now);
  const claims = {
    appId: teams.appId,
    issuer: "https://api.botframework.com",
    serviceUrl: `${teams.url}/teams/`,
    channelId: "msteams",
  };
  const genuine = (await teams.sign()).split(".");
  const verify = async (count: number): Promise<void> => {
    for (let at = 0; at < count; at += 1) {
      const header = Buffer.from(JSON.stringify({ alg: "RS256", kid: `unknown ${at}` })).toString("base64url");
      const token = `Bearer ${header}.${genuine[1]}.${genuine[2]}`;
      expect((await verifyToken(token, claims, keys, Date.now)).kind).toBe("refused");
    }
  };
  await verify(500);
  collect();
  const before = memoryUsage().heapUsed;
  await verify(10_000);
  collect();
  expect(memoryUsage().heapUsed - before).toBeLessThan(5_000_000);
  expect(teams.counts.keys).toBeLessThanOrEqual(2);
  expect((await verifyToken(`Bearer ${await teams.sign()}`, claims, keys, Date.now)).kind).toBe("genuine");
});

test("without authentication only JSON for and from this machine is taken", async () => {
  const { teams, endpoint, send, app } = await startWorld({
    app: { insecureLocal: true, host: "127.0.0.1" },
  });
  const activity = anActivity(teams, {
    type: "message",
    text: "status",
    conversation: { id: "a:1", tenantId: teams.tenantId },
  });
  expect((await send(activity, "none")).status).toBe(200);
  await vi.waitFor(() => expect(teams.requests).toHaveLength(1));
  expect(teams.requests[0]?.authorization).toBeUndefined();
  const plain = await fetch(endpoint, { method: "POST", body: JSON.stringify(activity) });
  expect(plain.status).toBe(400);
  const rebound = await new Promise<number | undefined>((resolve) => {
    const headers = { host: "evil.example.com", "content-type": "application/json" };
    request(endpoint, { method: "POST", headers }, (response) => resolve(response.statusCode)).end(
      JSON.stringify(activity),
    );
  });
  expect(rebound).toBe(401);
  expect((await app.probe())[0]).toMatchObject({ verdict: "note", subject: "Teams authentication" });
});
