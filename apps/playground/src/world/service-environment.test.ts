import { expect, it } from "vitest";
import { isConfigured, serviceEnvironment, type ServiceSurroundings } from "./service-environment.ts";

const app = {
  id: "A1",
  name: "Perfecto",
  clientId: "1",
  clientSecret: "s",
  signingSecret: "s",
  verificationToken: "v",
  appToken: "xapp-1",
};
const simulated: ServiceSurroundings = {
  lab: { baseUrl: "http://127.0.0.1:1", token: "lab-token" },
  slack: { botToken: () => "xoxb-1", app, apiUrl: "http://127.0.0.1:2/api/" },
  teams: { appId: "app", appPassword: "password", tenantId: "tenant" },
  redisUrl: "redis://127.0.0.1:3",
  port: 4,
  speed: 12,
};
const own = {
  PERFECTO_CLOUD: "acme",
  PERFECTO_SECURITY_TOKEN_FILE: "/run/secrets/token",
  TRACK_EVERY: "10s",
  SLACK_BOT_TOKEN: "xoxb-real",
  MICROSOFT_APP_ID: "real",
  TEAMS_ALLOWED_TENANTS: "t",
  PUBLIC_URL: "https://bot.example",
  REDIS_URL: "redis://real",
  PORT: "80",
  HTTPS_PROXY: "http://proxy",
  AWS_SECRET_ACCESS_KEY: "of no business here",
};

it("takes nothing of the own environment where everything is simulated", () => {
  expect(serviceEnvironment(simulated, own)).toEqual(serviceEnvironment(simulated, {}));
  expect(serviceEnvironment(simulated, {})).toMatchObject({
    PERFECTO_URL: "http://127.0.0.1:1",
    SLACK_APP_TOKEN: "xapp-1",
    TEAMS_INSECURE_LOCAL: "true",
    MICROSOFT_APP_TENANT_ID: "tenant",
    REDIS_URL: "redis://127.0.0.1:3",
    HOST: "127.0.0.1",
    PORT: "4",
    QUIET_PERIOD: "2s",
  });
});

it.each([
  ["lab", ["HTTPS_PROXY", "PERFECTO_CLOUD", "PERFECTO_SECURITY_TOKEN_FILE", "TRACK_EVERY"]],
  ["slack", ["HTTPS_PROXY", "PUBLIC_URL", "SLACK_BOT_TOKEN"]],
  ["teams", ["HTTPS_PROXY", "MICROSOFT_APP_ID", "PUBLIC_URL", "TEAMS_ALLOWED_TENANTS"]],
] as const)("passes on what configures a real %s, and nothing else", (kind, names) => {
  const given = serviceEnvironment({ ...simulated, [kind]: undefined }, own);
  const passed = Object.entries(own).filter(([name, value]) => given[name] === value);
  expect(passed.map(([name]) => name).toSorted()).toEqual(names);
  expect(given).toMatchObject({ PORT: "4", REDIS_URL: "redis://127.0.0.1:3" });
});

it("never hurries a service that asks a real lab", () => {
  const { DISCOVER_EVERY, TRACK_EVERY } = serviceEnvironment({ ...simulated, lab: undefined }, {});
  expect([DISCOVER_EVERY, TRACK_EVERY]).toEqual([undefined, undefined]);
});

it("knows what is configured", () => {
  expect((["lab", "slack", "teams"] as const).map((kind) => isConfigured(kind, own))).toEqual([true, true, true]);
  expect(isConfigured("teams", { PUBLIC_URL: "https://bot.example" })).toBe(false);
});
