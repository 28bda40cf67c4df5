import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { afterAll, describe, expect, test } from "vitest";
import { ConfigError } from "./config-problem.ts";
import type { Environment } from "./environment.ts";
import { readConfig } from "./read-config.ts";

const directory = mkdtempSync(join(tmpdir(), "perfecto-bot-config-"));
afterAll(() => rmSync(directory, { recursive: true }));

const LAB = { PERFECTO_CLOUD: "acme", PERFECTO_SECURITY_TOKEN: "lab-token" };
const SOCKET = { SLACK_BOT_TOKEN: "xoxb-1", SLACK_APP_TOKEN: "xapp-1" };
const GOOD = { ...LAB, ...SOCKET };
const GUID = "11111111-2222-3333-4444-555555555555";
const TEAMS = { MICROSOFT_APP_ID: GUID, MICROSOFT_APP_PASSWORD: "app-password", MICROSOFT_APP_TENANT_ID: GUID };

function file(name: string, content: string): string {
  const path = join(directory, name);
  writeFileSync(path, content);
  return path;
}

function problemsOf(environment: Environment): readonly string[] {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigError)
      return error.problems.map(({ names, message }) => `${names.join("+")} ${message}`);
    throw error;
  }
}

describe("a complete environment", () => {
  test("has the documented defaults", () => {
    const config = readConfig(GOOD);
    expect(config).toMatchObject({
      labs: [{ id: "acme", baseUrl: "https://acme.app.perfectomobile.com" }],
      slack: { transport: { kind: "socket" }, workspaces: { kind: "one" } },
      port: 3978,
      host: "127.0.0.1",
      logLevel: "info",
      discoverEveryMs: 30_000,
      policy: { trackEveryMs: 5_000, quietPeriodMs: 180_000, settleLimitMs: 600_000 },
    });
    expect([...config.roles]).toEqual(["poll", "deliver", "chat"]);
    expect(config.redisUrl).toBeUndefined();
  });

  test("keeps every secret unprintable", () => {
    const config = readConfig({
      ...GOOD,
      REDIS_URL: "redis://:hunter2@host:6379",
      CI_HOOK_TOKEN: "hook-token",
      ENCRYPTION_KEY: "a-key",
    });
    const printed = `${inspect(config, { depth: 9 })} ${JSON.stringify(config)}`;
    for (const secret of ["lab-token", "xoxb-1", "xapp-1", "hunter2", "hook-token", "a-key"])
      expect(printed).not.toContain(secret);
  });

  test("takes durations, roles, ports and secrets from files", () => {
    const config = readConfig({
      ...SOCKET,
      PERFECTO_URL: "http://127.0.0.1:8080/proxy/",
      PERFECTO_SECURITY_TOKEN_FILE: file("token", "from-file\n"),
      DISCOVER_EVERY: "1m",
      QUIET_PERIOD: "90s",
      ROLES: "poll, Deliver",
      PORT: "0",
      CI_HOOK_TOKEN: "t",
    });
    expect(config.labs[0]?.token.reveal()).toBe("from-file");
    expect(config).toMatchObject({
      labs: [{ id: "lab", baseUrl: "http://127.0.0.1:8080/proxy" }],
      discoverEveryMs: 60_000,
      port: 0,
      host: "0.0.0.0",
    });
    expect(config.policy.quietPeriodMs).toBe(90_000);
    expect([...config.roles]).toEqual(["poll", "deliver"]);
  });

  test("takes several labs from a file", () => {
    const labs = [
      { id: "a", cloud: "acme", token: "t1" },
      { id: "b", url: "https://b.example/", tokenFile: file("b", "t2") },
    ];
    const config = readConfig({ ...SOCKET, PERFECTO_LABS_FILE: file("labs.json", JSON.stringify(labs)) });
    expect(config.labs.map(({ id, baseUrl, token }) => [id, baseUrl, token.reveal()])).toEqual([
      ["a", "https://acme.app.perfectomobile.com", "t1"],
      ["b", "https://b.example", "t2"],
    ]);
  });

  test("takes Teams alone, and keeps its password unprintable", () => {
    const config = readConfig({ ...LAB, ...TEAMS, TEAMS_ALLOWED_TENANTS: `${GUID}, ${GUID}` });
    expect(config.slack).toBeUndefined();
    expect(config).toMatchObject({
      host: "0.0.0.0",
      teams: { appId: GUID, tenantId: GUID, allowedTenants: [GUID, GUID], insecureLocal: false },
    });
    expect(inspect(config, { depth: 9 })).not.toContain("app-password");
  });

  test("takes Teams without authentication on this machine alone", () => {
    const config = readConfig({
      ...LAB,
      MICROSOFT_APP_TENANT_ID: GUID,
      TEAMS_INSECURE_LOCAL: "true",
      HOST: "127.0.0.1",
    });
    expect(config.teams).toMatchObject({ insecureLocal: true, tenantId: GUID });
  });

  test("works without a chat where only polling is done", () => {
    expect(readConfig({ ...LAB, ROLES: "poll" }).slack).toBeUndefined();
  });
});

describe("problems", () => {
  test("of an empty environment are told together, and what to do", () => {
    expect(problemsOf({})).toEqual([
      expect.stringMatching(/^PERFECTO_SECURITY_TOKEN is missing: make a security token/),
      expect.stringMatching(/^PERFECTO_CLOUD is missing: give `acme`/),
      expect.stringMatching(/^SLACK_BOT_TOKEN is missing: create the app/),
      expect.stringMatching(/^SLACK_APP_TOKEN is missing: give an app-level token/),
    ]);
  });

  test.each<[string, Environment, RegExp]>([
    ["two addresses of the lab", { ...GOOD, PERFECTO_URL: "https://x" }, /^PERFECTO_CLOUD\+PERFECTO_URL give one/],
    ["no cloud name", { ...GOOD, PERFECTO_CLOUD: "acme.perfectomobile.com" }, /^PERFECTO_CLOUD is no cloud name/],
    ["no address", { ...SOCKET, PERFECTO_SECURITY_TOKEN: "t", PERFECTO_URL: "acme" }, /^PERFECTO_URL is no http/],
    [
      "both transports",
      { ...GOOD, SLACK_SIGNING_SECRET: "s" },
      /^SLACK_APP_TOKEN\+SLACK_SIGNING_SECRET give the first/,
    ],
    ["no transport", { ...LAB, SLACK_BOT_TOKEN: "xoxb-1" }, /^SLACK_APP_TOKEN is missing/],
    ["a wrong bot token", { ...GOOD, SLACK_BOT_TOKEN: "xoxp-1" }, /^SLACK_BOT_TOKEN is no bot token/],
    ["a wrong app token", { ...GOOD, SLACK_APP_TOKEN: "xoxb-1" }, /^SLACK_APP_TOKEN is no app-level token/],
    ["an unknown role", { ...GOOD, ROLES: "poll,pole" }, /^ROLES "pole" is no role/],
    ["a wrong port", { ...GOOD, PORT: "http" }, /^PORT is no port number/],
    ["a wrong duration", { ...GOOD, TRACK_EVERY: "soon" }, /^TRACK_EVERY .*write a duration such as 30s or 5m$/],
    ["a wrong level", { ...GOOD, LOG_LEVEL: "loud" }, /^LOG_LEVEL use one of/],
    ["a wrong Redis address", { ...GOOD, REDIS_URL: "localhost:6379" }, /^REDIS_URL is no redis/],
    [
      "a secret given twice",
      { ...GOOD, SLACK_BOT_TOKEN_FILE: "/x" },
      /^SLACK_BOT_TOKEN\+SLACK_BOT_TOKEN_FILE give one/,
    ],
    [
      "a missing secret file",
      { ...SOCKET, PERFECTO_CLOUD: "acme", PERFECTO_SECURITY_TOKEN_FILE: "/no/such" },
      /^PERFECTO_SECURITY_TOKEN_FILE the file \/no\/such cannot be read \(ENOENT\)/,
    ],
    [
      "OAuth over Socket Mode",
      {
        ...LAB,
        SLACK_APP_TOKEN: "xapp-1",
        SLACK_CLIENT_ID: "1",
        SLACK_CLIENT_SECRET: "s",
        SLACK_STATE_SECRET: "s",
        ENCRYPTION_KEY: "k",
        PUBLIC_URL: "https://x",
      },
      /^SLACK_CLIENT_ID several workspaces by OAuth need HTTP/,
    ],
    [
      "OAuth without a key",
      {
        ...LAB,
        SLACK_SIGNING_SECRET: "x",
        SLACK_CLIENT_ID: "1",
        SLACK_CLIENT_SECRET: "s",
        SLACK_STATE_SECRET: "s",
        PUBLIC_URL: "https://x",
      },
      /^ENCRYPTION_KEY is needed with SLACK_CLIENT_ID/,
    ],
    [
      "OAuth without a way back",
      {
        ...LAB,
        SLACK_SIGNING_SECRET: "x",
        SLACK_CLIENT_ID: "1",
        SLACK_CLIENT_SECRET: "s",
        SLACK_STATE_SECRET: "s",
        ENCRYPTION_KEY: "k",
      },
      /^PUBLIC_URL is needed with SLACK_CLIENT_ID/,
    ],
    [
      "Teams without its password",
      { ...LAB, ...TEAMS, MICROSOFT_APP_PASSWORD: "" },
      /^MICROSOFT_APP_PASSWORD is missing/,
    ],
    [
      "Teams without its tenant",
      { ...LAB, ...TEAMS, MICROSOFT_APP_TENANT_ID: "" },
      /^MICROSOFT_APP_TENANT_ID is missing/,
    ],
    ["no app id", { ...LAB, ...TEAMS, MICROSOFT_APP_ID: "my-bot" }, /^MICROSOFT_APP_ID is no app id/],
    [
      "no tenant id",
      { ...LAB, ...TEAMS, TEAMS_ALLOWED_TENANTS: "contoso" },
      /^TEAMS_ALLOWED_TENANTS "contoso" is no tenant id/,
    ],
    [
      "no authentication for everybody",
      { ...LAB, MICROSOFT_APP_TENANT_ID: GUID, TEAMS_INSECURE_LOCAL: "true" },
      /^TEAMS_INSECURE_LOCAL\+HOST without authentication/,
    ],
    [
      "neither true nor false",
      { ...LAB, ...TEAMS, TEAMS_INSECURE_LOCAL: "yes" },
      /^TEAMS_INSECURE_LOCAL is true or false/,
    ],
    [
      "a labs file that is no JSON",
      { ...SOCKET, PERFECTO_LABS_FILE: file("bad.json", "{") },
      /^PERFECTO_LABS_FILE .* cannot be read as JSON/,
    ],
    [
      "a labs file with an unknown member",
      {
        ...SOCKET,
        PERFECTO_LABS_FILE: file("odd.json", JSON.stringify([{ id: "a", cloud: "a", token: "t", tokn: 1 }])),
      },
      /^PERFECTO_LABS_FILE .* at 0: /,
    ],
  ])("%s", (_, environment, expected) => {
    expect(problemsOf(environment)).toEqual([expect.stringMatching(expected)]);
  });
});
