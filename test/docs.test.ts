import { readFileSync } from "node:fs";
import { VERBS } from "@perfecto-bot/domain";
import { SLACK_SCOPES } from "@perfecto-bot/slack";
import { expect, test } from "vitest";
import { readFiles } from "./architecture/workspace.ts";
import { deadLinks, readPage, readPages, tableRows } from "./docs/markdown.ts";
import { printCard } from "./docs/print-card.ts";
import { sampleBuildCard, sampleFailureCard } from "./docs/sample-cards.ts";

interface Entry {
  readonly name: string;
  readonly secret: boolean;
  readonly about: string;
}

/** The app shows no configuration names to others, so they are read from its file. */
async function environment(): Promise<readonly Entry[]> {
  const file = new URL("../apps/bot/src/config/environment.ts", import.meta.url);
  const { ENVIRONMENT }: { readonly ENVIRONMENT: readonly Entry[] } = await import(file.href);
  return ENVIRONMENT;
}

const readme = readPage("README.md").text;
const operations = readPage("docs/operations.md").text;
const sources = ["packages", "apps/bot"]
  .flatMap((folder) => readFiles(folder))
  .filter(({ isTest }) => !isTest)
  .map(({ path }) => readPage(path).text);

test("the README's configuration table is what the service reads", async () => {
  const wanted = (await environment()).map(({ name, secret, about }) => [`\`${name}\``, secret ? "yes" : "", about]);
  expect(tableRows(readme, ["name", "secret", "meaning"])).toEqual(wanted);
});

test("the README's command table has every verb, and no other", () => {
  const rows = tableRows(readme, ["say", "and the bot will"]);
  const verbs = rows.map(([said = ""]) => /^`(\w+)/.exec(said)?.[1] ?? said);
  expect(verbs.toSorted()).toEqual(Object.keys(VERBS).toSorted());
});

test("the README shows the cards as they are", () => {
  const shown = [...readme.matchAll(/```text\n([\s\S]*?)\n```/g)].map((match) => match[1]);
  expect(shown).toEqual([printCard(sampleBuildCard()), printCard(sampleFailureCard())]);
  expect(shown[0]).toMatch(
    /^✗ Nightly Regression #45: 3 of 120 failed \(2 new, 1 cause, only iOS 17\)\n2 new · 1 known · 1 flaky · 3 recovered\n/,
  );
});

test.each(readPages())("the links of $path lead somewhere", (page) => {
  expect(deadLinks(page)).toEqual([]);
});

test("every command the pages tell people to run is a script", () => {
  const { scripts }: { scripts: Readonly<Record<string, string>> } = JSON.parse(
    readFileSync(new URL("../package.json", import.meta.url), "utf8"),
  );
  const known = new Set([...Object.keys(scripts), "install", "exec", "add"]);
  const told = readPages().flatMap(({ path, text }) =>
    [...text.matchAll(/npx -y pnpm@12 ([a-z][\w:-]*)/g)].map((match) => ({ path, script: match[1] ?? "" })),
  );
  expect(told.length).toBeGreaterThan(5);
  expect(told.filter(({ script }) => !known.has(script))).toEqual([]);
});

test("the operations page quotes what the log says", () => {
  const rows = tableRows(operations, ["message", "means", "do"]);
  const quoted = rows.flatMap(([messages = ""]) => [...messages.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? ""));
  const fragments = quoted.flatMap((message) => message.split("…").map((part) => part.trim())).filter(Boolean);
  expect(fragments.length).toBeGreaterThan(20);
  expect(fragments.filter((fragment) => !sources.some((source) => source.includes(fragment)))).toEqual([]);
});

test("the operations page has every metric, and no other", () => {
  const names = (text: string) => new Set([...text.matchAll(/\bperfecto_bot_\w+/g)].map((match) => match[0]));
  expect(names(operations)).toEqual(names(sources.join("\n")));
});

test("the operations page explains every optional scope of Slack", () => {
  const optional = SLACK_SCOPES.filter((one) => one.optional).map(({ scope }) => scope);
  expect(optional.filter((scope) => !operations.includes(`\`${scope}\``))).toEqual([]);
});
