import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Environment } from "./config/environment.ts";
import { createCommandLine } from "./command-line.ts";
import { writeTeamsPackage } from "./write-teams-package.ts";

const APP_ID = "0a1b2c3d-0000-4000-8000-00000000abcd";
const ENVIRONMENT: Environment = { MICROSOFT_APP_ID: APP_ID, PUBLIC_URL: "https://bot.example.com/" };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "teams-package-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function write(environment: Environment, out = join(folder, "app.zip"), links: readonly string[] = []) {
  const lines: string[] = [];
  const exitCode = await writeTeamsPackage(environment, { out, links }, (line) => lines.push(line));
  return { exitCode, printed: lines.join("\n") };
}

test("the package holds the app of the environment and needs no secret", async () => {
  const out = join(folder, "app.zip");
  const { exitCode, printed } = await write(ENVIRONMENT, out);
  expect(exitCode).toBe(0);
  expect(printed).toContain(`Written: ${out}\n`);
  const files = unzipSync(readFileSync(out));
  expect(Object.keys(files).toSorted()).toEqual(["color.png", "manifest.json", "outline.png"]);
  const manifest: unknown = JSON.parse(strFromU8(files["manifest.json"] ?? new Uint8Array()));
  const { version }: { version: string } = JSON.parse(
    readFileSync(new URL("../package.json", import.meta.url), "utf8"),
  );
  expect(manifest).toMatchObject({
    id: APP_ID,
    version,
    bots: [{ botId: APP_ID }],
    validDomains: ["bot.example.com"],
    developer: { websiteUrl: "https://bot.example.com" },
  });
});

test.each<readonly [string, Environment, readonly string[]]>([
  ["nothing", {}, ["2 problems", "MICROSOFT_APP_ID: is missing", "PUBLIC_URL: is missing"]],
  ["no app id", { ...ENVIRONMENT, MICROSOFT_APP_ID: " " }, ["a problem", "MICROSOFT_APP_ID: is missing"]],
  ["no GUID", { ...ENVIRONMENT, MICROSOFT_APP_ID: "perfecto" }, ['appId "perfecto" is no GUID', "MICROSOFT_APP_ID"]],
  ["no address", { ...ENVIRONMENT, PUBLIC_URL: "bot" }, ["a problem", "PUBLIC_URL: is no http or https address"]],
  ["no https", { ...ENVIRONMENT, PUBLIC_URL: "http://bot.example.com" }, ["a problem", "PUBLIC_URL: is no https"]],
])("given %s, it writes nothing and says what to change", async (_, environment, said) => {
  const { exitCode, printed } = await write(environment);
  expect(exitCode).toBe(2);
  for (const words of said) expect(printed).toContain(words);
  expect(readdirSync(folder)).toEqual([]);
});

test("a file that cannot be written is named", async () => {
  const out = join(folder, "missing", "app.zip");
  const { exitCode, printed } = await write(ENVIRONMENT, out);
  expect(exitCode).toBe(2);
  expect(printed).toBe(`The Teams app package cannot be written to ${out} (ENOENT): name another file with --out.`);
});

test("the command is there, with the file's default name", () => {
  const command = createCommandLine().commands.find((one) => one.name() === "teams-package");
  expect(command?.opts()).toEqual({ out: "perfecto-bot-teams.zip" });
});

test("links to named labs show what they lead to; what is no host is refused", async () => {
  const out = join(folder, "app.zip");
  expect((await write(ENVIRONMENT, out, ["acme.app.perfectomobile.com"])).exitCode).toBe(0);
  const files = unzipSync(readFileSync(out));
  expect(JSON.parse(strFromU8(files["manifest.json"] ?? new Uint8Array()))).toMatchObject({
    composeExtensions: [{ messageHandlers: [{ type: "link", value: { domains: ["acme.app.perfectomobile.com"] } }] }],
  });
  const refused = await write(ENVIRONMENT, out, ["https://acme.example"]);
  expect(refused.exitCode).toBe(2);
  expect(refused.printed).toContain("https://acme.example");
});
