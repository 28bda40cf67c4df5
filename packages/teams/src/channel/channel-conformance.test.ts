import type { Conversation } from "@perfecto-bot/domain";
import {
  channelConformance,
  channelPosts,
  type ChannelStage,
  type Mishap,
  type ShownMessage,
} from "@perfecto-bot/pipeline/conformance";
import type { FaultBehaviour, TeamsMessage } from "@perfecto-bot/simulators/teams";
import { expect } from "vitest";
import { addressesIn, objectsIn } from "../render/testing/scan-card.ts";
import { playTeams, written, type Scene } from "../testing/play-teams.ts";
import { readPostedId, writePostedId } from "./posted-id.ts";

interface Stage extends ChannelStage {
  readonly scene: Scene;
}

const MISHAPS: Readonly<Record<Mishap, FaultBehaviour>> = {
  "lost-answer": { kind: "lost-answer" },
  "lost-request": { kind: "lost-request" },
  "no-answer": { kind: "hang-after-acceptance" },
  "gateway-error": { kind: "status", status: 502, accepted: true },
  "web-page": { kind: "html" },
  "rate-limited-for-7-s": { kind: "rate-limited", retryAfterS: 7 },
  "rate-limited": { kind: "rate-limited" },
};

async function open(here: "channel" | "chat"): Promise<Stage> {
  const scene = await playTeams(Date.now, { rateLimits: false });
  const { teams, app } = scene;
  await teams.install({ team: "QA" });
  await teams.install({ chat: "On call" });
  await teams.install({ user: "Ann Lee" });
  await expect.poll(() => written(scene).length).toBe(3);
  const welcomes = new Set(written(scene));
  const shownIn = (id: string): readonly TeamsMessage[] =>
    teams
      .conversations()
      .find((one) => one.id === id)
      ?.messages.filter((one) => one.isBots && !welcomes.has(one)) ?? [];
  const inChannel = scene.channel("Nightly");
  const inChat: Conversation = { ...inChannel, id: teams.chat("On call").id };
  return {
    scene,
    channel: app.channel,
    here: here === "channel" ? inChannel : inChat,
    there: here === "channel" ? inChat : inChannel,
    hasThreads: here === "channel",
    canFind: false,
    person: teams.user("Ann Lee").aadObjectId,
    shown: ({ id }) => shownIn(id).map(shownMessage),
    told: () => shownIn(teams.personal("Ann Lee").id).length,
    mishap: (_call, mishap) =>
      void teams.faults.add({
        operation: "*",
        when: ({ operation }) => operation !== "token",
        behave: MISHAPS[mishap],
      }),
    remove: ({ id }, posted) => {
      const message = shownIn(id).find((one) => one.id === readPostedId(posted)?.activityId);
      if (message !== undefined) message.deleted = true;
    },
    goDown: () => teams.stop(),
  };
}

channelConformance<Stage>("Teams, in a channel,", {
  open: () => open("channel"),
  closings: {
    "the app was taken out of the team": ({ scene }) => scene.teams.uninstall({ team: "QA" }),
    "it was deleted": ({ scene }) => scene.teams.channelDeleted({ channel: "Nightly" }),
  },
  locks: {},
  endings: { "an administrator blocked the app": ({ scene }) => scene.teams.setDisabledByAdmin(true) },
});

// A chat differs in where messages go; what Teams answers is read alike.
channelPosts<Stage>("Teams, in a chat,", { open: () => open("chat"), closings: {}, locks: {}, endings: {} });

function shownMessage({ id, conversationId, rootId, summary, card, problems, versions }: TeamsMessage): ShownMessage {
  return {
    id: writePostedId({ conversationId, activityId: id }),
    ...(rootId === undefined ? {} : { root: writePostedId({ conversationId, activityId: rootId }) }),
    content: JSON.stringify([summary, card]),
    edits: versions.length - 1,
    calls: objectsIn(card).filter(({ type }) => type === "mention"),
    addresses: addressesIn(card),
    faults: problems,
  };
}
