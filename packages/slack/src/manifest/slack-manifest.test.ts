import { readFile } from "node:fs/promises";
import type { AppsManifestValidateArguments } from "@slack/web-api";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { SLACK_EXTRAS } from "./slack-extras.ts";
import { SLACK_EVENTS } from "./slack-events.ts";
import { SLACK_SCOPES } from "./slack-scopes.ts";

type Manifest = AppsManifestValidateArguments["manifest"];
type Keys = Readonly<Record<string, readonly string[]>>;

/** The keys Slack's own types know at each place of a manifest, as far as ours goes. */
const KNOWN: Keys & { readonly "": readonly (keyof Manifest)[] } = {
  "": ["_metadata", "display_information", "features", "oauth_config", "settings"],
  display_information: [
    "name",
    "description",
    "long_description",
    "background_color",
  ] satisfies Known<"display_information">,
  features: ["app_home", "bot_user", "slash_commands"] satisfies Known<"features">,
  oauth_config: ["scopes"] satisfies Known<"oauth_config">,
  settings: [
    "event_subscriptions",
    "interactivity",
    "org_deploy_enabled",
    "socket_mode_enabled",
    "token_rotation_enabled",
  ] satisfies Known<"settings">,
};
type Known<Part extends keyof Manifest> = readonly (keyof NonNullable<Manifest[Part]>)[];

const text = await readFile(new URL("../../../../slack-manifest.yaml", import.meta.url), "utf8");
const manifest: Manifest = parse(text, { strict: true, uniqueKeys: true });

test.each(Object.entries(KNOWN))("%s has only parts that Slack knows", (part, known) => {
  const object = part === "" ? manifest : manifest[part];
  expect(known).toEqual(expect.arrayContaining(Object.keys(object ?? {})));
});

test("asks for the scopes of the table, in its order, and marks the optional ones", () => {
  expect(manifest.oauth_config?.scopes?.bot).toEqual(SLACK_SCOPES.map(({ scope }) => scope));
  const optional = SLACK_SCOPES.filter((row) => row.optional).map(({ scope }) => scope);
  expect(manifest.oauth_config?.scopes?.bot_optional).toEqual(optional);
  expect(manifest.oauth_config?.scopes?.user).toBeUndefined();
});

test("subscribes to the events of the table, in its order", () => {
  expect(manifest.settings?.event_subscriptions?.bot_events).toEqual(SLACK_EVENTS.map(({ event }) => event));
});

test.each(SLACK_EVENTS.filter(({ scopes }) => scopes.length > 0))("$event comes with a scope asked for", (row) => {
  const asked = new Set(SLACK_SCOPES.map(({ scope }) => scope));
  expect(row.scopes.filter((scope) => asked.has(scope))).not.toEqual([]);
});

test.each(SLACK_EXTRAS)("leaves out what is only asked for on purpose: $does", ({ scopes, events }) => {
  const { bot: asked = [] } = manifest.oauth_config?.scopes ?? {};
  expect(scopes.filter((scope) => asked.some((one) => one === scope))).toEqual([]);
  const { bot_events: heard = [] } = manifest.settings?.event_subscriptions ?? {};
  expect(events.filter((event) => heard.some((one) => one === event))).toEqual([]);
});

test("says what else HTTP needs: all that Slack would send is sent to one address", () => {
  const addressed = [...text.matchAll(/^# +([\w.[\]]*url):\s+(?:# +)?(https:.+)$/gmu)];
  expect(addressed.map(([, key]) => key)).toEqual([
    "settings.event_subscriptions.request_url",
    "settings.interactivity.request_url",
    "settings.interactivity.message_menu_options_url",
    "features.slash_commands[0].url",
  ]);
  expect(new Set(addressed.map(([, , address]) => address)).size).toBe(1);
});

test("has the one command, escaped, so that people in it arrive as ids", () => {
  expect(manifest.features?.slash_commands).toMatchObject([{ command: "/perfecto", should_escape: true }]);
});

test("every scope and event is listed once, with what it is for", () => {
  const rows = [
    ...SLACK_SCOPES.map(({ scope: name, why }) => ({ name, why })),
    ...SLACK_EVENTS.map(({ event: name, why }) => ({ name, why })),
  ];
  expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
  expect(rows.filter(({ why }) => why.length < 10)).toEqual([]);
});

// https://docs.slack.dev/reference/app-manifest
test("keeps Slack's limits", () => {
  const { display_information: display, features, oauth_config: oauth, settings } = manifest;
  expect(display.name.length).toBeLessThanOrEqual(35);
  expect(display.description?.length).toBeLessThanOrEqual(140);
  expect(display.long_description?.length).toBeGreaterThanOrEqual(175);
  expect(display.long_description?.length).toBeLessThanOrEqual(4000);
  expect(display.background_color).toMatch(/^#(?:[0-9a-f]{3}){1,2}$/iu);
  expect(features?.bot_user?.display_name).toMatch(/^[a-z0-9._-]{1,80}$/u);
  expect(features?.slash_commands?.length).toBeLessThanOrEqual(50);
  for (const { command, description, usage_hint: hint } of features?.slash_commands ?? []) {
    expect(command).toMatch(/^\/[a-z0-9_-]{1,31}$/u);
    expect(description.length).toBeLessThanOrEqual(2000);
    expect(hint?.length).toBeLessThanOrEqual(1000);
  }
  expect(oauth?.scopes?.bot?.length).toBeLessThanOrEqual(255);
  expect(settings?.event_subscriptions?.bot_events?.length).toBeLessThanOrEqual(100);
});
