import type { OrganisationSetup } from "@perfecto-bot/simulators/slack";
import { describe, expect, test } from "vitest";
import { installByOauth } from "../testing/install-by-oauth.ts";
import { sampleCard } from "../testing/sample-card.ts";
import { botCredentials, oauthCredentials, startWorld, type World } from "../testing/start-world.ts";

const TOWN = { channel: "slack", workspace: "E0ORG", id: "C0TOWN" };
const action = { kind: "action", label: "Why this?", action: "why-build", subject: "k" } as const;
const card = { ...sampleCard("hello"), buttons: [action] };

/** An organisation of two workspaces that see one channel, in which the app is yet to be installed. */
async function startOrganisation(more: OrganisationSetup = {}): Promise<World> {
  const world = await startWorld({
    credentials: oauthCredentials,
    slack: {
      organisation: { id: "E0ORG", name: "Org", botToken: null, ...more },
      workspaces: [
        { id: "T0ONE", users: [{ name: "ann" }], channels: [] },
        { id: "T0TWO", users: [{ name: "bob" }], channels: [] },
      ],
    },
  });
  world.slack.addChannel({ id: TOWN.id, name: "town", sharedWith: ["T0TWO"] }, "T0ONE");
  return world;
}

const say = (world: World, user: string) =>
  world.slack.command({ user, channel: "town", command: "/perfecto", text: "help" });

describe("an app that is installed in an organisation", () => {
  test("posts, edits, finds and tells with the organisation's token", async () => {
    const world = await startOrganisation();
    expect(await installByOauth(world, "E0ORG")).toBe(200);
    const { channel } = world.app;
    const sinceMs = Date.now();
    const posted = await channel.post({ conversation: TOWN, card, key: "k" });
    expect(posted).toMatchObject({ kind: "posted" });
    const id = posted.kind === "posted" ? posted.id : "";
    expect(await channel.edit(TOWN, id, card)).toEqual({ kind: "edited" });
    expect(await channel.find({ conversation: TOWN, key: "k", sinceMs })).toEqual({ kind: "found", id });
    expect(await channel.reach(TOWN)).toEqual({ kind: "reachable" });
    const bob =
      world.slack
        .workspace("T0TWO")
        .users.values()
        .find(({ name }) => name === "bob")?.id ?? "";
    expect(await channel.tell(TOWN, bob, card)).toBe(true);
    expect(world.slack.directMessage("bob").messages).toHaveLength(1);
  });

  test("hears of one conversation, whoever's workspace it is seen from", async () => {
    const world = await startOrganisation();
    await installByOauth(world, "E0ORG");
    await say(world, "ann");
    await say(world, "bob");
    await world.slack.mention({ user: "bob", channel: "town", text: "help" });
    await expect.poll(() => world.desk.heard).toHaveLength(3);
    expect(world.desk.heard.map(({ asker }) => asker.conversation)).toEqual([TOWN, TOWN, TOWN]);
  });

  test.each([false, true])(
    "understands presses that name no workspace (nor that of the person: %s)",
    async (leavesOut) => {
      const world = await startOrganisation({ leavesOutUserTeam: leavesOut });
      await installByOauth(world, "E0ORG");
      const posted = await world.app.channel.post({ conversation: TOWN, card, key: "k" });
      const messageTs = posted.kind === "posted" ? posted.id : "";
      const { blocks } = world.slack.channel("town").find(messageTs) ?? { blocks: [] };
      const actionId = /"action_id":"([^"]*why-build[^"]*)"/u.exec(JSON.stringify(blocks))?.[1] ?? "";
      await world.slack.click({ user: "bob", channel: "town", messageTs, actionId });
      await expect.poll(() => world.desk.heard).toMatchObject([{ asker: { conversation: TOWN }, action: "why-build" }]);
    },
  );

  test("takes over what its workspaces had before anybody is answered, and all of it after a restart", async () => {
    const world = await startOrganisation();
    await installByOauth(world, "E0ORG");
    await say(world, "bob");
    await say(world, "bob");
    await expect.poll(() => world.desk.heard).toHaveLength(2);
    const joined = { kind: "workspace-joined", channel: "slack", from: "T0TWO", to: "E0ORG" };
    const joins = () => world.desk.happenings.filter(({ kind }) => kind === "workspace-joined");
    expect(joins()).toEqual([joined]);
    await world.restart();
    expect(joins()).toEqual([joined, joined]);
  });

  test("that installs it again gets its subscriptions back", async () => {
    const world = await startOrganisation();
    await installByOauth(world, "E0ORG");
    await say(world, "ann");
    await world.slack.uninstall("T0ONE");
    const gone = () =>
      world.desk.happenings.flatMap((one) => (one.kind === "installation-gone" ? [one.workspace] : []));
    await expect.poll(() => [...new Set(gone())].toSorted()).toEqual(["E0ORG", "T0ONE"]);
    expect(await world.app.channel.post({ conversation: TOWN, card, key: "k" })).toMatchObject({
      kind: "installation-dead",
    });
    expect(await installByOauth(world, "E0ORG")).toBe(200);
    expect(world.desk.happenings.at(-1)).toEqual({
      kind: "installation-available",
      channel: "slack",
      workspace: "E0ORG",
    });
    expect(await world.app.channel.post({ conversation: TOWN, card, key: "k" })).toMatchObject({ kind: "posted" });
  });

  test("has one key by its own bot token, too", async () => {
    const world = await startWorld({
      credentials: botCredentials,
      slack: { organisation: { id: "E0ORG" }, workspaces: [{ id: "T0ONE", users: [{ name: "ann" }] }] },
    });
    world.slack.addChannel({ id: TOWN.id, name: "town" });
    expect(await world.app.channel.post({ conversation: TOWN, card, key: "k" })).toMatchObject({ kind: "posted" });
    await say(world, "ann");
    await expect.poll(() => world.desk.heard.map(({ asker }) => asker.conversation)).toEqual([TOWN]);
  });
});
