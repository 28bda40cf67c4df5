import { expect, test } from "vitest";
import { installByOauth } from "../testing/install-by-oauth.ts";
import { sampleCard } from "../testing/sample-card.ts";
import { oauthCredentials, startWorld, type World } from "../testing/start-world.ts";

const slack = {
  workspaces: [
    { id: "T0ONE", botToken: null, users: [{ name: "ann" }], channels: [{ id: "C0ONE", name: "one" }] },
    { id: "T0TWO", botToken: null, users: [{ name: "bob" }], channels: [{ id: "C0TWO", name: "two" }] },
  ],
};
const post = (world: World) =>
  world.app.channel.post({
    conversation: { channel: "slack", workspace: "T0ONE", id: "C0ONE" },
    card: sampleCard("hello"),
    key: "k",
  });

test.each(["http", "socket"] as const)(
  "an app installed by OAuth posts and answers in its workspace (%s)",
  async (mode) => {
    const world = await startWorld({ mode, slack, credentials: oauthCredentials });
    expect(await post(world)).toMatchObject({
      kind: "installation-dead",
      todo: expect.stringContaining("/slack/install"),
    });
    expect(await installByOauth(world, "T0ONE")).toBe(200);
    expect(await post(world)).toMatchObject({ kind: "posted" });

    await world.slack.command({ user: "ann", channel: "one", command: "/perfecto", text: "help" });
    await expect.poll(() => world.slack.ephemerals("one", "ann")).toHaveLength(1);
    expect(world.desk.heard).toMatchObject([{ asker: { conversation: { workspace: "T0ONE" } } }]);
  },
);

test("installing needs the cookie of the same browser", async () => {
  const world = await startWorld({ slack, credentials: oauthCredentials });
  expect(await installByOauth(world, "T0ONE", false)).not.toBe(200);
  expect(await post(world)).toMatchObject({ kind: "installation-dead" });
});

test("an uninstalled app is forgotten, and can be installed again", async () => {
  const world = await startWorld({ slack, credentials: oauthCredentials });
  await installByOauth(world, "T0ONE");
  await world.slack.uninstall("T0ONE");
  await expect.poll(() => world.desk.happenings.map(({ kind }) => kind)).toContain("installation-gone");
  await expect.poll(() => world.vault.names("")).toEqual([]);
  expect(await installByOauth(world, "T0ONE")).toBe(200);
  expect(await post(world)).toMatchObject({ kind: "posted" });
});

test("the installation page asks for every scope of the table", async () => {
  const { url } = await startWorld({ slack, credentials: oauthCredentials });
  const page = await (await fetch(`${url}/slack/install`)).text();
  for (const scope of ["chat:write", "commands", "groups:history"]) expect(decodeURIComponent(page)).toContain(scope);
});

test("in a shared channel the installation's workspace is meant, not the other company's", async () => {
  const world = await startWorld({ slack, credentials: oauthCredentials });
  await installByOauth(world, "T0ONE");
  const event = { type: "app_mention", channel: "C0ONE", user: "U0FOREIGN", text: "status", ts: "1.1" };
  const authorizations = [{ team_id: "T0ONE", enterprise_id: null, user_id: "U1", is_bot: true }];
  const body = { type: "event_callback", team_id: "T0FOREIGN", event_id: "Ev1", event_time: 1, authorizations, event };
  const request = world.slack.signedRequest({ body: JSON.stringify(body) });
  expect((await fetch(`${world.url}/slack/events`, request)).status).toBe(200);
  await expect
    .poll(() => world.desk.heard)
    .toMatchObject([{ asker: { conversation: { workspace: "T0ONE", id: "C0ONE" } } }]);
});

test("an event of a workspace without the app is acknowledged and logged", async () => {
  const world = await startWorld({ slack, credentials: oauthCredentials });
  const event = { type: "app_mention", channel: "C0TWO", user: "U1", text: "status", ts: "1.1" };
  const body = { type: "event_callback", team_id: "T0TWO", event_id: "Ev1", event_time: 1, event };
  const request = world.slack.signedRequest({ body: JSON.stringify(body) });
  expect((await fetch(`${world.url}/slack/events`, request)).status).toBe(200);
  expect(world.log.lines.map(({ level }) => level)).toContain("error");
});
