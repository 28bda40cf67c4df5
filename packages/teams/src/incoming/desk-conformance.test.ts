import type { LifecycleEvent } from "@perfecto-bot/pipeline";
import { deskConformance, type DeskStage, type Press } from "@perfecto-bot/pipeline/conformance";
import type { TeamsMessage } from "@perfecto-bot/simulators/teams";
import { expect } from "vitest";
import { readPostedId } from "../channel/posted-id.ts";
import { readActionData } from "../render/action-data.ts";
import { objectsIn } from "../render/testing/scan-card.ts";
import { TEAMS_DIFFERS } from "../teams-differs.ts";
import { playTeams, written, type Scene } from "../testing/play-teams.ts";
import { sampleCard } from "../testing/sample-card.ts";

const ANN = "Ann Lee";

/** The ways in which people say something. */
const WAYS: Readonly<Record<string, (scene: Scene, text: string) => Promise<unknown>>> = {
  "mention in a channel": ({ teams }, text) =>
    teams.say({ user: ANN, channel: "Nightly", mention: true, text, htmlEntities: true }),
  "mention in a group chat": ({ teams }, text) =>
    teams.say({ user: ANN, chat: "On call", mention: true, text, htmlEntities: true }),
  "message in the personal chat": ({ teams }, text) => teams.say({ user: ANN, text, htmlEntities: true }),
};

/** A Teams in which the app is in a team, a group chat, and a person's own chat. */
async function installed(): Promise<Scene> {
  const scene = await playTeams(Date.now, { rateLimits: false });
  await scene.teams.install({ team: "QA" });
  await scene.teams.install({ chat: "On call" });
  await scene.teams.install({ user: ANN });
  await expect.poll(() => written(scene).length).toBe(3);
  return scene;
}

async function open(): Promise<DeskStage> {
  const scene = await installed();
  const { teams, app, desk } = scene;
  const here = scene.channel("Nightly");
  const ann = teams.user(ANN);
  const welcomes = new Set(written(scene));
  let form: TeamsMessage | undefined;
  let chosen: string | undefined;
  const messageOf = (id: string): TeamsMessage => {
    const message = teams.channel("Nightly").find(readPostedId(id)?.activityId ?? "");
    if (message === undefined) throw new Error(`no message ${id}`);
    return message;
  };
  const formMessage = (): TeamsMessage => form ?? expect.fail("no form is open");
  return {
    desk,
    channel: app.channel,
    here,
    person: ann.aadObjectId,
    say: (way, words) => WAYS[way]?.(scene, words) ?? Promise.reject(new Error(`no way ${way}`)),
    buttons: (id) => pressesOf(messageOf(id)),
    press: (id, { action, subject }) => teams.execute({ user: ANN, message: messageOf(id), data: { action, subject } }),
    seen: () => {
      const messages = written(scene).filter((message) => !welcomes.has(message));
      return JSON.stringify([...messages.map((one) => [one.summary, one.cardFor(ann.id)]), teams.notices(ANN)]);
    },
    openForm: async () => {
      const press: Press = { action: "subscription-add", subject: "" };
      const card = sampleCard("subscribe", [{ kind: "action", label: "Subscribe", ...press }]);
      const posted = await app.channel.post({ conversation: here, card, key: "form" });
      form = messageOf(posted.kind === "posted" ? posted.id : "");
      await teams.execute({ user: ANN, message: form, data: { action: press.action } });
    },
    offer: (names) => {
      desk.offer = () => names;
    },
    lookUp: async (text) => {
      const { choices, faults } = await teams.search({ user: ANN, message: formMessage(), input: "name-job", text });
      expect(faults).toEqual([]);
      chosen = choices[0]?.value;
      return choices.map(({ title }) => title);
    },
    lookedUp: () => desk.lookups,
    submit: (note) => {
      const inputs = { ...(chosen === undefined ? {} : { "name-job": chosen }), "text-note": note };
      return teams.execute({ user: ANN, message: formMessage(), verb: "perfecto.submit", inputs });
    },
    paste: async (url) => {
      const { body } = await teams.linkQuery({ user: ANN, channel: "Nightly", url });
      return () => JSON.stringify(body);
    },
  };
}

function pressesOf({ card }: TeamsMessage): readonly Press[] {
  return objectsIn(card)
    .filter(({ type }) => type === "Action.Execute")
    .flatMap(({ data }) => objectsIn(data).map(readActionData))
    .flatMap((data) => (data !== undefined && "action" in data ? [data] : []));
}

/** Lets something happen where the app is installed and was spoken to, until the desk was told of it. */
function happening(kind: LifecycleEvent["kind"], happen: (scene: Scene) => Promise<unknown>) {
  return async (): Promise<readonly LifecycleEvent[]> => {
    const scene = await installed();
    await scene.teams.say({ user: ANN, channel: "Nightly", mention: true, text: "status" });
    await expect.poll(() => scene.desk.heard.length).toBe(1);
    scene.desk.happenings.length = 0;
    await happen(scene);
    await expect.poll(() => scene.desk.happenings.map((event) => event.kind)).toContain(kind);
    return scene.desk.happenings;
  };
}

deskConformance("Teams", {
  open,
  ways: Object.keys(WAYS),
  link: "https://demo.app.perfectomobile.com/reporting/test/1",
  cut: [],
  happenings: {
    "conversation-unavailable": happening("conversation-unavailable", ({ teams }) =>
      teams.channelDeleted({ channel: "Nightly" }),
    ),
    "conversation-available": happening("conversation-available", ({ teams }) =>
      teams.channelRestored({ channel: "Nightly" }),
    ),
    "conversation-renamed": happening("conversation-renamed", ({ teams }) =>
      teams.channelRenamed({ channel: "Nightly", name: "Daily" }),
    ),
    "conversation-gone": happening("conversation-gone", ({ teams }) => teams.teamDeleted({ team: "QA", hard: true })),
    "conversation-moved": TEAMS_DIFFERS["conversation-moved"],
    "workspace-joined": TEAMS_DIFFERS["workspace-joined"],
    "installation-available": happening("installation-available", async ({ teams, app, channel }) => {
      teams.setDisabledByAdmin(true);
      await app.channel.post({ conversation: channel("Nightly"), card: sampleCard("x"), key: "k" });
      teams.setDisabledByAdmin(false);
      await teams.say({ user: ANN, channel: "Nightly", mention: true, text: "status" });
    }),
    "installation-gone": TEAMS_DIFFERS["installation-gone"],
  },
});
