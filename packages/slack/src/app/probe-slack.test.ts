import { Secret } from "@perfecto-bot/domain";
import { expect, test } from "vitest";
import { botCredentials, oauthCredentials, startWorld } from "../testing/start-world.ts";

test("finds every scope that is missing, and says what for", async () => {
  const { app } = await startWorld({
    start: false,
    slack: {
      workspaces: [
        {
          id: "T1",
          scopes: ["commands", "app_mentions:read", "im:history", "im:write", "channels:read", "groups:read"],
        },
      ],
    },
  });
  const findings = await app.probe();
  expect(findings.filter(({ verdict }) => verdict === "bad")).toMatchObject([
    { subject: "Slack scope chat:write", todo: expect.stringContaining("OAuth & Permissions") },
  ]);
  expect(findings.filter(({ verdict }) => verdict === "note").map(({ subject }) => subject)).toContain(
    "Slack scope channels:history",
  );
  expect(findings.filter(({ verdict }) => verdict === "good").map(({ subject }) => subject)).toEqual([
    "Slack workspace T1",
    "Slack app token",
  ]);
});

test("finds dead tokens, without showing them", async () => {
  const { app, log } = await startWorld({
    start: false,
    credentials: (slack) => ({
      ...botCredentials(slack),
      botToken: new Secret("xoxb-dead"),
      appToken: new Secret("xapp-dead"),
    }),
  });
  const findings = await app.probe();
  expect(findings).toMatchObject([
    { verdict: "bad", detail: expect.stringContaining("invalid_auth"), todo: expect.any(String) },
    { verdict: "bad", subject: "Slack app token", todo: expect.stringContaining("SLACK_APP_TOKEN") },
  ]);
  expect(JSON.stringify([findings, log.lines])).not.toMatch(/xoxb-dead|xapp-dead/u);
});

test("says that nobody installed the app yet", async () => {
  const { app } = await startWorld({ start: false, credentials: oauthCredentials });
  expect(await app.probe()).toMatchObject([{ verdict: "note", todo: expect.stringContaining("/slack/install") }, {}]);
});
