import { expect, test } from "vitest";
import { installByOauth } from "../testing/install-by-oauth.ts";
import { oauthCredentials, startWorld, type World } from "../testing/start-world.ts";

const slack = {
  workspaces: [{ id: "T0ONE", botToken: null, users: [{ name: "ann" }], channels: [{ id: "C0ONE", name: "one" }] }],
};

/** A world with an installed app whose vault answers no more. */
async function withoutVault(mode: "http" | "socket", restarted: boolean): Promise<World> {
  const world = await startWorld({ mode, slack, credentials: oauthCredentials });
  await installByOauth(world, "T0ONE");
  await world.slack.command({ user: "ann", channel: "one", command: "/perfecto", text: "help" });
  await expect.poll(() => world.slack.ephemerals("one", "ann")).toHaveLength(1);
  if (restarted) await world.restart();
  Object.assign(world.vault, { read: () => Promise.reject(new Error("no Redis")) });
  return world;
}

const shown = (world: World) => world.slack.ephemerals("one", "ann").map(({ text }) => text);

test("a workspace that was heard from is answered while the installations cannot be read", async () => {
  const world = await withoutVault("socket", false);
  await world.slack.command({ user: "ann", channel: "one", command: "/perfecto", text: "status" });
  await expect.poll(() => shown(world)).toHaveLength(2);
  expect(world.desk.heard).toHaveLength(2);
});

test.each(["http", "socket"] as const)(
  "somebody of a workspace that was not heard from yet is told that it did not work (%s)",
  async (mode) => {
    const world = await withoutVault(mode, true);
    await world.slack.command({ user: "ann", channel: "one", command: "/perfecto", text: "subscribe Nightly" });
    await expect.poll(() => shown(world).join("\n")).toContain("Nothing was changed or remembered. Please try again");
    expect(world.desk.heard).toHaveLength(1);
  },
);
