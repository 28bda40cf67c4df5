import { createMemoryVault } from "@perfecto-bot/pipeline/memory";
import type { Installation } from "@slack/oauth";
import { expect, test } from "vitest";
import { openInstallationBook } from "./installation-book.ts";

const bot = { token: "xoxb-1", scopes: ["chat:write"], id: "B1", userId: "U1" };
const user = { token: undefined, scopes: undefined, id: "UADMIN" };
const ofTeam: Installation<"v2", false> = { team: { id: "T1" }, enterprise: undefined, user, bot, authVersion: "v2" };
const ofOrg: Installation<"v2", true> = {
  team: undefined,
  enterprise: { id: "E1" },
  user,
  bot,
  isEnterpriseInstall: true,
  authVersion: "v2",
};
const team = (teamId: string, enterpriseId?: string) => ({ teamId, enterpriseId, isEnterpriseInstall: false });
const org = { teamId: undefined, enterpriseId: "E1", isEnterpriseInstall: true };

test("keeps the whole installation of a workspace", async () => {
  const book = openInstallationBook(createMemoryVault(), () => 1000);
  await book.store(ofTeam);
  expect(await book.read(team("T1"))).toEqual(ofTeam);
  expect(await book.read(team("T2"))).toBeUndefined();
  expect(await book.all()).toEqual([ofTeam]);
});

test("an organisation's installation serves its workspaces, also when later only the workspace is known", async () => {
  const book = openInstallationBook(createMemoryVault(), () => 1000);
  await book.store(ofOrg);
  expect(await book.read(team("T7"))).toBeUndefined();
  expect(await book.read(team("T7", "E1"))).toMatchObject({ enterprise: { id: "E1" } });
  expect(await book.read(team("T7"))).toMatchObject({ enterprise: { id: "E1" } });
  expect(await book.all()).toHaveLength(1);
});

test("what ended is gone, and ending it twice is harmless", async () => {
  const book = openInstallationBook(createMemoryVault(), () => 1000);
  await book.store(ofTeam);
  expect(await book.remove({ ...team("T1"), atMs: 2000 })).toEqual(["T1"]);
  expect(await book.read(team("T1"))).toBeUndefined();
  expect(await book.remove({ ...team("T1"), atMs: 2000 })).toEqual(["T1"]);
});

test("the end of an organisation's installation concerns all its workspaces", async () => {
  const book = openInstallationBook(createMemoryVault(), () => 1000);
  await book.store(ofOrg);
  await book.read(team("T7", "E1"));
  await book.read(team("T8", "E1"));
  expect([...(await book.remove({ ...org, atMs: 2000 }))].toSorted()).toEqual(["E1", "T7", "T8"]);
  expect(await book.read(team("T7"))).toBeUndefined();
  expect([...(await book.teamsOf("E1"))].toSorted()).toEqual(["T7", "T8"]);
});

test("what an organisation's installation tells is served by it, though the workspace has one of its own", async () => {
  const book = openInstallationBook(createMemoryVault(), () => 1000);
  await book.store(ofTeam);
  await book.store(ofOrg);
  expect(await book.read(team("T1"))).toEqual(ofTeam);
  const told = { teamId: "T1", enterpriseId: "E1", isEnterpriseInstall: true };
  expect(await book.read(told)).toEqual(ofOrg);
  expect(await book.teamsOf("E1")).toEqual(["T1"]);
});

test("an end that is told late does not end what was installed since", async () => {
  let nowMs = 1000;
  const book = openInstallationBook(createMemoryVault(), () => nowMs);
  await book.store(ofTeam);
  nowMs = 5000;
  await book.store(ofTeam);
  expect(await book.remove({ ...team("T1"), atMs: 2000 })).toEqual([]);
  expect(await book.read(team("T1"))).toEqual(ofTeam);
});

test("an installation of a newer version is left alone, and holds back no other", async () => {
  const vault = createMemoryVault();
  const book = openInstallationBook(vault, () => 1000);
  await book.store(ofTeam);
  const newer = JSON.stringify({ version: 2, installation: "unknown" });
  await vault.write("slack-installation/team/T2", newer);
  await vault.write("slack-installation/team/T3", "no JSON");
  expect(await book.all()).toEqual([ofTeam]);
  const setAside = { name: "SetAsideError", value: { what: "installation", why: "newer-version" } };
  await expect(book.read(team("T2"))).rejects.toMatchObject(setAside);
  await expect(book.store({ ...ofTeam, team: { id: "T2" } })).rejects.toMatchObject(setAside);
  await expect(book.remove({ ...team("T2"), atMs: 2000 })).rejects.toMatchObject(setAside);
  await expect(book.read(team("T3"))).rejects.toMatchObject({ value: { why: "unreadable" } });
  expect(await vault.read("slack-installation/team/T2")).toBe(newer);
});
