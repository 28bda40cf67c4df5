import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startSlackSimulator } from "@perfecto-bot/simulators/slack";
import { startTeamsSimulator } from "@perfecto-bot/simulators/teams";
import { buildPage } from "../build-page.ts";
import { startServer } from "../server/start-server.ts";
import { demoRegistration, demoTenant } from "../world/demo-tenant.ts";
import { demoWorkspace } from "../world/demo-workspace.ts";
import type { World } from "../world/world.ts";

const CHANNEL = "mobile-qa";

/** The playground's page over two chats that somebody else fills: no lab and no service. */
export interface CrowdedPage {
  readonly url: string;
  /** Posts one more card in each chat, which says "Card" and its number. */
  readonly post: () => Promise<void>;
  /** Edits a card of each chat: `back` 0 is the newest. It says the words from then on. */
  readonly edit: (back: number, words: string) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** A card as the service renders it for each chat. */
export interface RenderedCard {
  readonly slack: { readonly blocks: readonly unknown[] };
  readonly teams: { readonly card: { readonly body?: readonly unknown[] } };
}

/** Starts the page's real server over simulated chats of which each holds a card this many times in its channel `mobile-qa`. */
export async function startCrowdedPage(card: RenderedCard, times: number): Promise<CrowdedPage> {
  const directory = await mkdtemp(join(tmpdir(), "crowded-page-"));
  const slack = await startSlackSimulator({ workspaces: [demoWorkspace], rateLimits: false });
  const teams = await startTeamsSimulator({
    ...demoRegistration,
    world: demoTenant,
    authentication: false,
    rateLimits: false,
  });
  await teams.install({ team: "Mobile" });
  const channelId = slack.channel(CHANNEL).id;
  const place = encodeURIComponent(teams.channel(CHANNEL).id);
  const stamps: string[] = [];
  const ids: string[] = [];

  const callSlack = (method: string, words: string, more: object): Promise<{ readonly ts: string }> =>
    send("POST", slack.apiUrl + method, slack.botToken(), {
      channel: channelId,
      ...slackContent(card, words),
      ...more,
    });
  const callTeams = (method: "POST" | "PUT", words: string, id = ""): Promise<{ readonly id: string }> =>
    send(
      method,
      `${teams.serviceUrl}v3/conversations/${place}/activities${id && `/${id}`}`,
      "",
      teamsActivity(card, words),
    );

  async function post(): Promise<void> {
    const words = `Card ${stamps.length + 1}`;
    const [inSlack, inTeams] = await Promise.all([callSlack("chat.postMessage", words, {}), callTeams("POST", words)]);
    stamps.push(inSlack.ts);
    ids.push(inTeams.id);
  }

  for (let posted = 0; posted < times; posted += 1) await post();
  const page = await buildPage({ directory, tell: () => undefined });
  const server = await startServer({ world: worldOf(slack, teams), page, port: 0 });
  return {
    url: server.url,
    post,
    async edit(back, words) {
      const ts = stamps.at(-1 - back);
      await Promise.all([callSlack("chat.update", words, { ts }), callTeams("PUT", words, ids.at(-1 - back))]);
    },
    async stop() {
      await server.stop();
      await Promise.all([slack.stop(), teams.stop()]);
      await rm(directory, { recursive: true, force: true });
    },
  };
}

function slackContent({ slack }: RenderedCard, words: string): object {
  const line = { type: "section", text: { type: "plain_text", text: words } };
  return { text: words, blocks: [...slack.blocks, line] };
}

function teamsActivity({ teams: { card } }: RenderedCard, words: string): object {
  const content = { ...card, body: [...(card.body ?? []), { type: "TextBlock", text: words }] };
  return {
    type: "message",
    summary: words,
    attachments: [{ contentType: "application/vnd.microsoft.card.adaptive", content }],
  };
}

async function send<Answer>(method: string, url: string, token: string, body: object): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers: { "content-type": "application/json; charset=utf-8", authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok || text.includes('"ok":false')) throw new Error(`${url} answered ${response.status}: ${text}`);
  const answer: Answer = JSON.parse(text === "" ? "{}" : text);
  return answer;
}

function worldOf(slack: NonNullable<World["slack"]>, teams: NonNullable<World["teams"]>): World {
  const view: ReturnType<World["view"]> = {
    service: "running",
    serviceStarts: 1,
    redis: "running",
    speed: 1,
    breakages: {
      labDown: false,
      tokenExpired: false,
      slowProcessing: false,
      slackRateLimited: false,
      answersLost: false,
    },
    real: ["lab"],
  };
  const nothing = (): Promise<void> => Promise.resolve();
  return {
    lab: undefined,
    play: undefined,
    slack,
    teams,
    labUrl: "http://127.0.0.1/",
    continued: false,
    logFile: "",
    view: () => view,
    on: () => () => undefined,
    welcome: () => undefined,
    killService: () => undefined,
    restartRedis: nothing,
    setSpeed: nothing,
    setBreakage: nothing,
    failed: new Promise(() => undefined),
    stop: nothing,
  };
}
