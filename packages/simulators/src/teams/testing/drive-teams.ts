import { once } from "node:events";
import type { IncomingHttpHeaders } from "node:http";
import { createServer } from "node:http";
import { onTestFinished } from "vitest";
import { readBody } from "../../slack/http-exchange.ts";
import type { JsonObject, JsonValue } from "../../slack/json-value.ts";
import { objectOf, parseJson, stringOf } from "../../slack/json-value.ts";
import type { TeamsSimulator, TeamsSimulatorOptions } from "../start-teams-simulator.ts";
import { startTeamsSimulator } from "../start-teams-simulator.ts";

/** A channel of the default team. */
export const nightly = "19:0000000000000000000000000nightly@thread.tacv2";

/** What came back, with the body as JSON. */
export interface Reply {
  readonly status: number;
  readonly body: JsonObject;
  readonly headers: Headers;
}

/** A bot's side of the wire: one token, plain HTTP. */
export interface Client {
  readonly post: (path: string, body: JsonValue) => Promise<Reply>;
  readonly put: (path: string, body: JsonValue) => Promise<Reply>;
  readonly delete: (path: string) => Promise<Reply>;
  readonly get: (path: string) => Promise<Reply>;
  /** Begins a thread. @returns its root's id. */
  readonly thread: (channelId: string, activity: JsonObject) => Promise<string>;
}

/** Starts a simulator that stops with the test. */
export const start = async (options: TeamsSimulatorOptions = {}): Promise<TeamsSimulator> => {
  const teams = await startTeamsSimulator(options);
  onTestFinished(() => teams.stop());
  return teams;
};

/** Starts one with the bot installed in the team, without rate limits, and a client with a token. */
export const startInstalled = async (
  options: TeamsSimulatorOptions = {},
): Promise<{ readonly teams: TeamsSimulator; readonly client: Client }> => {
  const teams = await start({ rateLimits: false, ...options });
  await teams.install({ team: "Mobile" });
  return { teams, client: await connect(teams) };
};

/** Asks for a token as MSAL does, with fields that may be changed. */
export const requestToken = async (
  teams: TeamsSimulator,
  changed: Readonly<Record<string, string>> = {},
  url: string = teams.tokenUrl,
): Promise<Reply> => {
  const form = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: teams.appId,
    client_secret: teams.appPassword,
    scope: "https://api.botframework.com/.default",
    ...changed,
  });
  return reply(await fetch(url, { method: "POST", body: form }));
};

/** A client with a token of its own. */
export const connect = async (teams: TeamsSimulator): Promise<Client> => {
  const { body } = await requestToken(teams);
  return clientWith(teams, stringOf(body["access_token"]));
};

/** A client with any token. */
export const clientWith = (teams: TeamsSimulator, token: string): Client => {
  const call = async (method: string, path: string, body?: JsonValue): Promise<Reply> => {
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    const content = body === undefined ? {} : { body: JSON.stringify(body) };
    return reply(await fetch(`${teams.serviceUrl}v3/${path}`, { method, headers, ...content }));
  };
  const post: Client["post"] = (path, body) => call("POST", path, body);
  return {
    post,
    put: (path, body) => call("PUT", path, body),
    delete: (path) => call("DELETE", path),
    get: (path) => call("GET", path),
    async thread(channelId, activity) {
      const { body } = await post("conversations", newThread(channelId, activity));
      return stringOf(body["activityId"]);
    },
  };
};

const reply = async (response: Response): Promise<Reply> => ({
  status: response.status,
  body: objectOf(parseJson(await response.text())),
  headers: response.headers,
});

/** The body that begins a thread. */
export const newThread = (channelId: string, activity: JsonObject): JsonObject => ({
  isGroup: true,
  channelData: { channel: { id: channelId } },
  activity,
});

/** The path of a conversation's activities, encoded as on the wire. */
export const activities = (conversationId: string, activityId?: string): string => {
  const path = `conversations/${encodeURIComponent(conversationId)}/activities`;
  return activityId === undefined ? path : `${path}/${encodeURIComponent(activityId)}`;
};

/** A message of text alone. */
export const message = (text: string): JsonObject => ({ type: "message", text });

/** A message of one card alone. */
export const cardMessage = (card: JsonObject): JsonObject => ({
  type: "message",
  attachments: [{ contentType: "application/vnd.microsoft.card.adaptive", content: card }],
});

/** An Adaptive Card. */
export const card = (body: JsonValue[], more: JsonObject = {}): JsonObject => ({
  type: "AdaptiveCard",
  version: "1.5",
  body,
  ...more,
});

/** What a bot under test heard. */
export interface Heard {
  readonly activity: JsonObject;
  readonly headers: IncomingHttpHeaders;
}

/** A bot that keeps what it hears and answers 200, to invokes with what it is told to. */
export const startBot = async (
  answer: (activity: JsonObject) => JsonObject | "never" | undefined = () => undefined,
): Promise<{ readonly url: string; readonly heard: Heard[] }> => {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const activity = objectOf(parseJson(body.toString()));
      heard.push({ activity, headers: request.headers });
      const content = activity["type"] === "invoke" ? answer(activity) : undefined;
      if (content === "never") return undefined;
      response.writeHead(200, { "content-type": "application/json" });
      return response.end(content === undefined ? "" : JSON.stringify(content));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The bot has no TCP address.");
  return { url: `http://127.0.0.1:${address.port}/api/messages`, heard };
};
