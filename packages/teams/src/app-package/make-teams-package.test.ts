import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { ManifestUtil } from "@microsoft/teams-manifest";
import { VERBS } from "@perfecto-bot/domain";
import { strFromU8, unzipSync } from "fflate";
import { expect, test } from "vitest";
import { fieldsOf, parseFields, type Fields } from "../fields-of.ts";
import { drawIcon, ICON_FOLDER, ICONS } from "../testing/draw-icons.ts";
import { MANIFEST_RULES } from "../testing/manifest-rules.ts";
import { makeTeamsPackage, type TeamsPackageOptions } from "./make-teams-package.ts";
import { TeamsPackageError } from "./teams-package-error.ts";

const OPTIONS: TeamsPackageOptions = {
  appId: "0A1B2C3D-0000-4000-8000-00000000abcd",
  version: "1.0.0",
  publicUrl: "https://bot.example.com/perfecto",
};

function manifestOf(options: TeamsPackageOptions): Fields {
  const files = unzipSync(makeTeamsPackage(options));
  return fieldsOf(parseFields(strFromU8(files["manifest.json"] ?? new Uint8Array())));
}

function botOf(manifest: Fields): Fields {
  return Array.isArray(manifest["bots"]) ? fieldsOf(manifest["bots"][0]) : {};
}

/** The rules of the schema that a manifest breaks. */
async function mistakesIn(manifest: object): Promise<readonly string[]> {
  const schema = JSON.parse(JSON.stringify(MANIFEST_RULES));
  return ManifestUtil.validateManifestAgainstSchema(JSON.parse(JSON.stringify(manifest)), schema);
}

test("the package has its three files at the root, and the same bytes every time", () => {
  const bytes = makeTeamsPackage(OPTIONS);
  expect(Object.keys(unzipSync(bytes))).toEqual(["manifest.json", "color.png", "outline.png"]);
  expect(createHash("sha256").update(bytes).digest("hex")).toBe(
    createHash("sha256").update(makeTeamsPackage(OPTIONS)).digest("hex"),
  );
});

test.each<readonly [string, TeamsPackageOptions]>([
  ["what is needed", OPTIONS],
  [
    "everything",
    {
      ...OPTIONS,
      botName: "Perfecto of Quality Assurance!",
      unfurlDomains: ["demo.app.perfectomobile.com", "qa.example.com"],
      developer: { name: "QA", websiteUrl: "https://qa.example.com", privacyUrl: "https://qa.example.com/privacy" },
    },
  ],
])("the manifest of %s keeps the schema's rules", async (_, options) => {
  expect(await mistakesIn(manifestOf(options))).toEqual([]);
});

test("the rules find mistakes", async () => {
  const manifest = manifestOf(OPTIONS);
  const bot = botOf(manifest);
  const commands = Array.from({ length: 13 }, (_, at) => ({ title: `c${at}`, description: "d" }));
  const wrong: readonly object[] = [
    { ...manifest, bots: [{ ...bot, commandLists: [{ scopes: ["team"], commands }] }] },
    { ...manifest, bots: [{ ...bot, scopes: ["groupchat"] }] },
    { ...manifest, name: { short: "x".repeat(31), full: "x" } },
    { ...manifest, id: "no guid" },
    { ...manifest, unknown: true },
    { ...manifest, icons: { color: "color.png" } },
  ];
  for (const each of wrong) expect(await mistakesIn(each)).not.toEqual([]);
});

test("Teams suggests every verb, in teams, group chats and personal chats", () => {
  const names = ["failures", "runs", "build", "test", "compare", "jobs"].concat([
    "subscribe",
    "subscriptions",
    "mute",
    "why",
    "status",
    "help",
  ]);
  const verbs = Object.keys(VERBS);
  expect(verbs).toEqual(expect.arrayContaining(names));
  // Teams takes no more commands in a list of suggestions.
  expect(names).toHaveLength(Math.min(verbs.length, 12));
  const commands = names.map((name) => ({ title: name, description: expect.any(String) }));
  expect(botOf(manifestOf(OPTIONS))["commandLists"]).toEqual([
    { scopes: ["team", "groupChat"], commands },
    { scopes: ["personal"], commands },
  ]);
});

test("the bot may read nothing it was not told: the app asks for no permissions", () => {
  const manifest = manifestOf(OPTIONS);
  expect(manifest).not.toHaveProperty("permissions");
  expect(manifest).not.toHaveProperty("authorization");
  expect(manifest).not.toHaveProperty("webApplicationInfo");
});

test("values that cannot be used are all named", () => {
  const wrong = () =>
    makeTeamsPackage({
      appId: "x",
      version: "1",
      publicUrl: "http://bot.example.com",
      botName: "x".repeat(31),
      unfurlDomains: ["*.example.com"],
      developer: { name: "" },
    });
  expect(wrong).toThrow(TeamsPackageError);
  expect(wrong).toThrow(/appId.*version.*botName.*developer\.name.*unfurlDomains.*publicUrl.*websiteUrl/u);
});

test("only links of hosts that are named are told to the bot", () => {
  expect(manifestOf(OPTIONS)).not.toHaveProperty("composeExtensions");
  const { composeExtensions } = manifestOf({ ...OPTIONS, unfurlDomains: ["demo.app.perfectomobile.com"] });
  expect(composeExtensions).toEqual([
    {
      botId: OPTIONS.appId.toLowerCase(),
      messageHandlers: [{ type: "link", value: { domains: ["demo.app.perfectomobile.com"] } }],
    },
  ]);
});

test.each(ICONS)("$name.png is drawn from its SVG, $widthPx pixels wide", async (icon) => {
  const kept = await readFile(new URL(`${icon.name}.png`, ICON_FOLDER));
  expect(Buffer.from(await drawIcon(icon)).equals(kept)).toBe(true);
  expect([kept.readUInt32BE(16), kept.readUInt32BE(20)]).toEqual([icon.widthPx, icon.widthPx]);
  expect(unzipSync(makeTeamsPackage(OPTIONS))[`${icon.name}.png`]).toEqual(new Uint8Array(kept));
});
