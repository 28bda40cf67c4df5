import { createRemoteJWKSet, decodeProtectedHeader, errors, jwtVerify } from "jose";
import { expect, test } from "vitest";
import type { JsonObject } from "../../slack/json-value.ts";
import { arrayOf, objectOf, parseJson, stringOf } from "../../slack/json-value.ts";
import type { TeamsSimulator } from "../start-teams-simulator.ts";
import {
  activities,
  clientWith,
  connect,
  message,
  nightly,
  requestToken,
  start,
  startBot,
} from "../testing/drive-teams.ts";
import type { InboundTokenInput } from "../traffic/inbound-token.ts";

test("gives a token for the right secret", async () => {
  const teams = await start();
  expect(await requestToken(teams)).toMatchObject({
    status: 200,
    body: { token_type: "Bearer", expires_in: 3_600, access_token: expect.any(String) },
  });
});

test.each([
  ["a wrong secret", { client_secret: "wrong" }, 401, "invalid_client"],
  ["an unknown app", { client_id: "wrong" }, 400, "unauthorized_client"],
  ["another grant", { grant_type: "password" }, 400, "unsupported_grant_type"],
  ["another scope", { scope: "https://graph.microsoft.com/.default" }, 400, "invalid_scope"],
])("refuses %s", async (_name, changed, status, error) => {
  const teams = await start();
  expect(await requestToken(teams, changed)).toMatchObject({
    status,
    body: { error, error_codes: [expect.any(Number)] },
  });
});

test("refuses another tenant, and is found by the discovery documents", async () => {
  const teams = await start();
  const elsewhere = `${teams.baseUrl}/other/oauth2/v2.0/token`;
  expect(await requestToken(teams, {}, elsewhere)).toMatchObject({ status: 400, body: { error: "invalid_request" } });
  const openId = await fetch(`${teams.authorityUrl}/v2.0/.well-known/openid-configuration`);
  expect(await openId.json()).toMatchObject({ token_endpoint: teams.tokenUrl });
  const asked = encodeURIComponent(`https://login.example/${teams.tenantId}/oauth2/v2.0/authorize`);
  const discovery = await fetch(`${teams.baseUrl}/common/discovery/instance?authorization_endpoint=${asked}`);
  expect(await discovery.json()).toMatchObject({
    tenant_discovery_endpoint: `https://login.example/${teams.tenantId}/v2.0/.well-known/openid-configuration`,
  });
});

test("calls need a token that is issued, alive and not revoked", async () => {
  let clock = Date.now();
  const teams = await start({ tokenClock: () => clock });
  await teams.install({ team: "Mobile" });
  const send = async (client = clientWith(teams, "made-up")) =>
    (await client.post(activities(nightly), message("x"))).status;
  expect(await send()).toBe(401);
  expect((await fetch(`${teams.serviceUrl}v3/${activities(nightly)}`, { method: "POST" })).status).toBe(401);
  const client = await connect(teams);
  expect(await send(client)).toBe(201);
  clock += 3_600_000;
  expect(await send(client)).toBe(401);
  const fresh = await connect(teams);
  expect(await send(fresh)).toBe(201);
  teams.tokens.revokeAll();
  expect(await send(fresh)).toBe(401);
  expect(teams.messages()).toHaveLength(2);
});

const document = async (url: string): Promise<JsonObject> => objectOf(parseJson(await (await fetch(url)).text()));

/** Checks a token as a careful bot does. @returns undefined where it is good, else the code of what is wrong. */
const check = async (teams: TeamsSimulator, token: string): Promise<string | undefined> => {
  const metadata = await document(teams.openIdMetadataUrl);
  const keysUrl = stringOf(metadata["jwks_uri"]);
  const keys = arrayOf((await document(keysUrl))["keys"]).map(objectOf);
  try {
    const expected = { issuer: stringOf(metadata["issuer"]), audience: teams.appId, algorithms: ["RS256"] };
    const { payload } = await jwtVerify(token, createRemoteJWKSet(new URL(keysUrl)), expected);
    const { kid } = decodeProtectedHeader(token);
    const key = keys.find((one) => one["kid"] === kid);
    if (!arrayOf(key?.["endorsements"]).includes("msteams")) return "not endorsed";
    return payload["serviceurl"] === teams.serviceUrl ? undefined : "other service";
  } catch (error) {
    if (error instanceof errors.JOSEError) return error.code;
    throw error;
  }
};

test("what Teams sends carries a token that the served keys verify", async () => {
  const bot = await startBot();
  const teams = await start({ botEndpoint: bot.url });
  await teams.install({ user: "dana" });
  const [heard] = bot.heard;
  const token = heard?.headers.authorization?.replace("Bearer ", "") ?? "";
  expect(await check(teams, token)).toBeUndefined();
  expect(heard?.headers).toMatchObject({
    "x-ms-tenant-id": teams.tenantId,
    "x-ms-conversation-id": teams.personal("dana").id,
  });
});

test.each<[string, InboundTokenInput, string]>([
  ["expired", { expired: true }, "ERR_JWT_EXPIRED"],
  ["for another bot", { audience: "other" }, "ERR_JWT_CLAIM_VALIDATION_FAILED"],
  ["of another issuer", { issuer: "https://sts.example" }, "ERR_JWT_CLAIM_VALIDATION_FAILED"],
  ["of another algorithm", { algorithm: "RS384" }, "ERR_JOSE_ALG_NOT_ALLOWED"],
  ["signed with the public key as a secret", { algorithm: "HS256" }, "ERR_JOSE_ALG_NOT_ALLOWED"],
  ["not signed", { algorithm: "none" }, "ERR_JOSE_ALG_NOT_ALLOWED"],
  ["signed with a foreign key", { signWithForeignKey: true }, "ERR_JWS_SIGNATURE_VERIFICATION_FAILED"],
  ["of an unknown key", { kid: "unknown" }, "ERR_JWKS_NO_MATCHING_KEY"],
  ["of a key of another channel", { endorsements: ["webchat"] }, "not endorsed"],
  ["for another service", { serviceUrl: "https://evil.example/" }, "other service"],
  ["for no service", { serviceUrl: null }, "other service"],
])("makes a token that is %s", async (_name, input, wrong) => {
  const teams = await start();
  expect(await check(teams, await teams.inboundToken(input))).toBe(wrong);
});

test("sends any request, with any token or none", async () => {
  const bot = await startBot();
  const teams = await start({ botEndpoint: bot.url });
  expect(await teams.rawActivity({ body: { type: 5 }, token: null })).toMatchObject({
    status: 200,
    acknowledged: true,
  });
  const token = await teams.inboundToken({ tenantId: "stranger", claims: { extra: 1 } });
  await teams.rawActivity({ body: "not json", token, headers: { "x-more": "1" } });
  expect(bot.heard.map(({ headers }) => [headers.authorization, headers["x-more"]])).toEqual([
    [undefined, undefined],
    [`Bearer ${token}`, "1"],
  ]);
});
