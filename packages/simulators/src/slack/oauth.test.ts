import { expect, test } from "vitest";
import { start } from "./testing/drive-simulator.ts";
import { objectOf, parseJson, stringOf } from "./json-value.ts";

test("installs by OAuth: a page, a code, and a token that works once per code", async () => {
  const slack = await start({ workspaces: [{ id: "T1", botToken: null, users: [{ name: "quinn" }] }] });
  expect(() => slack.botToken()).toThrow("not installed");
  const back = "http://127.0.0.1:1/slack/oauth_redirect";
  const asked = new URLSearchParams({
    client_id: slack.app.clientId,
    scope: "chat:write,commands",
    redirect_uri: back,
    state: "s",
  });
  const page = await (await fetch(`${slack.authorizationUrl}?${asked.toString()}`)).text();
  expect(page).toContain("chat:write");
  slack.oauth.autoApprove = true;
  const approved = await fetch(`${slack.authorizationUrl}?${asked.toString()}`, { redirect: "manual" });
  const location = new URL(approved.headers.get("location") ?? "");
  expect([location.origin + location.pathname, location.searchParams.get("state")]).toEqual([back, "s"]);

  const exchange = async (secret: string): Promise<ReturnType<typeof objectOf>> => {
    const code = location.searchParams.get("code") ?? "";
    const fields = { client_id: slack.app.clientId, client_secret: secret, code, redirect_uri: back };
    const response = await fetch(`${slack.apiUrl}oauth.v2.access`, {
      method: "POST",
      body: new URLSearchParams(fields),
    });
    return objectOf(parseJson(await response.text()));
  };
  expect(await exchange("wrong")).toMatchObject({ error: "bad_client_secret" });
  const granted = await exchange(slack.app.clientSecret);
  expect(granted).toMatchObject({ ok: true, token_type: "bot", scope: "chat:write,commands", team: { id: "T1" } });
  expect(await exchange(slack.app.clientSecret)).toMatchObject({ error: "code_already_used" });
  expect(slack.botToken()).toBe(stringOf(granted["access_token"]));
});
