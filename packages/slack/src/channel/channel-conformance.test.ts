import {
  channelConformance,
  type ChannelStage,
  type Mishap,
  type ShownMessage,
} from "@perfecto-bot/pipeline/conformance";
import {
  defaultScopes,
  defaultWorkspace,
  type FaultBehaviour,
  type SlackMessage,
} from "@perfecto-bot/simulators/slack";
import type { KnownBlock } from "@slack/types";
import { addressesIn, callsIn, parseMrkdwn } from "../render/scan-blocks.ts";
import { drawNothing } from "../testing/sample-picture.ts";
import { startWorld, type World } from "../testing/start-world.ts";

interface Stage extends ChannelStage {
  readonly world: World;
}

const WORKSPACE = "T0SIMULATED";
/** Where it may, the bot comes back to a channel that it was removed from. */
const WITHOUT_JOINING = defaultScopes.filter((scope) => scope !== "channels:join");
const METHODS = { post: "chat.postMessage", edit: "chat.update" } as const;
const MISHAPS: Readonly<Record<Mishap, FaultBehaviour>> = {
  "lost-answer": { kind: "lost-answer" },
  "lost-request": { kind: "lost-request" },
  "no-answer": { kind: "hang-after-acceptance" },
  "gateway-error": { kind: "status", status: 502, accepted: true },
  "web-page": { kind: "html" },
  "rate-limited-for-7-s": { kind: "rate-limited", retryAfterS: 7 },
  "rate-limited": { kind: "rate-limited" },
};

channelConformance<Stage>("Slack", {
  open: async () => {
    const workspaces = [{ ...defaultWorkspace, scopes: WITHOUT_JOINING }];
    const world = await startWorld({ drawPicture: drawNothing, slack: { workspaces } });
    const { slack, app } = world;
    slack.addChannel({ id: "C0WEB000QA", name: "web-qa" });
    return {
      world,
      channel: app.channel,
      here: { channel: "slack", workspace: WORKSPACE, id: "C0MOBILE0QA" },
      there: { channel: "slack", workspace: WORKSPACE, id: "C0WEB000QA" },
      hasThreads: true,
      canFind: true,
      person: "U00000QUINN",
      shown: ({ id }) =>
        slack
          .channel(id)
          .allMessages.filter(({ deleted }) => !deleted)
          .map(shownMessage),
      told: () => slack.directMessage("quinn").messages.length,
      mishap: (call, mishap) => void slack.faults.add({ method: METHODS[call], behave: MISHAPS[mishap] }),
      remove: ({ id }, ts) => {
        const message = slack.channel(id).find(ts);
        if (message !== undefined) message.deleted = true;
      },
      goDown: () => slack.stop(),
    };
  },
  closings: {
    "it is archived": ({ world }) => world.slack.archive("mobile-qa", "quinn"),
    "the bot was removed from it": ({ world }) => world.slack.removeBot("mobile-qa", "quinn"),
    "it was deleted": ({ world }) => world.slack.deleteChannel("mobile-qa"),
  },
  locks: Object.fromEntries(
    ["edit_window_closed", "cant_update_message"].map((error) => [
      error,
      ({ world }: Stage) =>
        void world.slack.faults.add({ method: "chat.update", times: Infinity, behave: { kind: "error", error } }),
    ]),
  ),
  endings: {
    "the app was removed": ({ world }) => world.slack.uninstall(WORKSPACE),
    "its token was revoked": ({ world }) => world.slack.revokeTokens(WORKSPACE),
  },
});

function shownMessage(message: SlackMessage): ShownMessage {
  const { ts, threadTs, text, versions } = message;
  const blocks: readonly KnownBlock[] = JSON.parse(JSON.stringify(message.blocks));
  const { tokens } = parseMrkdwn(text);
  return {
    id: ts,
    ...(threadTs === undefined ? {} : { root: threadTs }),
    content: JSON.stringify([text, blocks]),
    edits: versions.length - 1,
    calls: [...callsIn(blocks), ...tokens.filter((token) => /^[@!]/.test(token) && !token.startsWith("!date^"))],
    addresses: addressesIn(blocks),
    faults: blocks.length === 0 ? ["it lost its blocks"] : [],
  };
}
