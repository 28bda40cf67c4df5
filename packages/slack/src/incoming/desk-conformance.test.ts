import type { LifecycleEvent } from "@perfecto-bot/pipeline";
import { deskConformance, type DeskStage, type Press } from "@perfecto-bot/pipeline/conformance";
import { defaultScopes, defaultWorkspace } from "@perfecto-bot/simulators/slack";
import { expect, vi } from "vitest";
import { readButton } from "../render/button-id.ts";
import { objectsIn } from "../render/scan-blocks.ts";
import { installByOauth } from "../testing/install-by-oauth.ts";
import { sampleCard } from "../testing/sample-card.ts";
import { oauthCredentials, startWorld, type World } from "../testing/start-world.ts";

const WORKSPACE = "T0SIMULATED";
const CHANNEL = "mobile-qa";
const USER = "quinn";
const HERE = { channel: "slack", workspace: WORKSPACE, id: "C0MOBILE0QA" };
const DOMAIN = "demo.app.perfectomobile.com";

/** What of a text reaches the app: people's clients escape what could be markup. */
function typed(words: string): string {
  return words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** The ways in which people say something. */
const WAYS: Readonly<Record<string, (world: World, text: string) => Promise<unknown>>> = {
  "slash command": ({ slack }, text) => slack.command({ user: USER, channel: CHANNEL, command: "/perfecto", text }),
  mention: ({ slack }, text) => slack.mention({ user: USER, channel: CHANNEL, text }),
  "direct message": ({ slack }, text) => slack.say({ user: USER, text }),
};

async function open(): Promise<DeskStage> {
  const workspaces = [{ ...defaultWorkspace, scopes: [...defaultScopes, "links:read"] }];
  const world = await startWorld({ slack: { workspaces } });
  const { slack, app, desk } = world;
  let chosen: string | undefined;
  const pressIn = async (id: string, wanted: Press): Promise<unknown> => {
    const button = buttonsOf(world, id).find(
      ({ press }) => press.action === wanted.action && press.subject === wanted.subject,
    );
    if (button === undefined) throw new Error(`no button ${wanted.action} ${wanted.subject}`);
    return slack.click({ user: USER, channel: CHANNEL, messageTs: id, actionId: button.actionId });
  };
  return {
    desk,
    channel: app.channel,
    here: HERE,
    person: "U00000QUINN",
    say: (way, words) => WAYS[way]?.(world, typed(words)) ?? Promise.reject(new Error(`no way ${way}`)),
    buttons: (id) => buttonsOf(world, id).map(({ press }) => press),
    press: pressIn,
    seen: () => {
      const messages = [...slack.channel(CHANNEL).allMessages, ...slack.directMessage(USER).messages];
      const shown = [...messages.filter(({ botId }) => botId !== undefined), ...slack.ephemerals(CHANNEL, USER)];
      const modal = slack.openModal(USER);
      return JSON.stringify([shown.map(({ text, blocks }) => [text, blocks]), modal?.definition, modal?.errors]);
    },
    openForm: async () => {
      const press: Press = { action: "subscription-add", subject: "" };
      const card = sampleCard("subscribe", [{ kind: "action", label: "Subscribe", ...press }]);
      const posted = await app.channel.post({ conversation: HERE, card, key: "form" });
      await pressIn(posted.kind === "posted" ? posted.id : "", press);
      await vi.waitFor(() => expect(slack.openModal(USER)).toBeDefined());
    },
    offer: (names) => {
      desk.names = () => names;
    },
    lookUp: async (value) => {
      const { options, faults } = await slack.options({ user: USER, in: "modal", actionId: "lookup:job", value });
      expect(faults).toEqual([]);
      const offered = options.flatMap(({ value: name }) => (typeof name === "string" ? [name] : []));
      chosen = offered[0];
      return offered;
    },
    lookedUp: () => desk.lookUps,
    submit: (note) =>
      slack.submitModal({
        user: USER,
        values: { ...(chosen === undefined ? {} : { job: chosen }), ...(note === "" ? {} : { note }) },
      }),
    paste: async (url) => {
      const { message } = await slack.say({ user: USER, channel: CHANNEL, text: url });
      const links = [{ url, domain: DOMAIN }];
      const event = { type: "link_shared", channel: message.channelId, message_ts: message.ts, user: message.userId };
      await slack.event({ event: { ...event, links }, scopes: ["links:read"] });
      return () => JSON.stringify(slack.channel(CHANNEL).find(message.ts)?.unfurls ?? null);
    },
  };
}

function buttonsOf({ slack }: World, id: string): readonly { readonly actionId: string; readonly press: Press }[] {
  return objectsIn(slack.channel(CHANNEL).find(id)?.blocks).flatMap(({ action_id: actionId, value }) => {
    if (typeof actionId !== "string") return [];
    const press = readButton(actionId, typeof value === "string" ? value : undefined);
    return press === undefined ? [] : [{ actionId, press }];
  });
}

/** Lets something happen in a fresh world, until the desk was told of it. */
function happening(kind: LifecycleEvent["kind"], happen: (world: World) => Promise<unknown>, options = {}) {
  return async (): Promise<readonly LifecycleEvent[]> => {
    const world = await startWorld(options);
    await happen(world);
    await expect.poll(() => world.desk.happenings.map((event) => event.kind)).toContain(kind);
    return world.desk.happenings;
  };
}

const WORKSPACES = [{ id: "T0ONE", botToken: null, users: [{ name: "ann" }] }];
const toInstall = { slack: { workspaces: WORKSPACES }, credentials: oauthCredentials };
const organisation = {
  slack: { organisation: { id: "E0ORG", botToken: null }, workspaces: WORKSPACES },
  credentials: oauthCredentials,
};

deskConformance("Slack", {
  open,
  ways: Object.keys(WAYS),
  link: `https://${DOMAIN}/reporting/test/1`,
  cut: ["subscriptions-many"],
  happenings: {
    "conversation-unavailable": happening("conversation-unavailable", ({ slack }) => slack.archive(CHANNEL, USER)),
    "conversation-available": happening("conversation-available", ({ slack }) => slack.inviteBot("releases", USER)),
    "conversation-renamed": happening("conversation-renamed", ({ slack }) => slack.rename(CHANNEL, "quality")),
    "conversation-gone": happening("conversation-gone", ({ slack }) => slack.deleteChannel(CHANNEL)),
    "conversation-moved": happening("conversation-moved", ({ slack }) => slack.changeChannelId(CHANNEL, "C0SHARED000")),
    "workspace-joined": happening(
      "workspace-joined",
      async (world) => {
        await installByOauth(world, "E0ORG");
        await world.slack.say({ user: "ann", text: "help" });
      },
      organisation,
    ),
    "installation-available": happening("installation-available", (world) => installByOauth(world, "T0ONE"), toInstall),
    "installation-gone": happening("installation-gone", ({ slack }) => slack.uninstall(WORKSPACE)),
  },
});
