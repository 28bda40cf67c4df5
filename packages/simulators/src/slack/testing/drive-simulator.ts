import { afterEach, expect, vi } from "vitest";
import { WebSocket } from "ws";
import type { JsonObject } from "../json-value.ts";
import { objectOf, parseJson, stringOf } from "../json-value.ts";
import type { SlackSimulator, SlackSimulatorOptions } from "../start-slack-simulator.ts";
import { startSlackSimulator } from "../start-slack-simulator.ts";

const running: SlackSimulator[] = [];

/** Starts a simulated Slack that stops after the test. */
export const start = async (options: SlackSimulatorOptions = {}): Promise<SlackSimulator> => {
  const slack = await startSlackSimulator(options);
  running.push(slack);
  return slack;
};
afterEach(async () => {
  await Promise.all(running.splice(0).map((slack) => slack.stop()));
});

/** The channel of the default workspace that the bot is in. */
export const channel = "C0MOBILE0QA";

/** A section of mrkdwn text. */
export const section = (text: string): JsonObject => ({ type: "section", text: { type: "mrkdwn", text } });

/** Calls a Web API method as a client library does: a form with JSON in it. */
export const post = (
  slack: SlackSimulator,
  method: string,
  args: JsonObject,
  token = slack.botToken(),
): Promise<Response> => {
  const fields = Object.entries(args).map(([name, value]): [string, string] => [
    name,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  const headers = { authorization: `Bearer ${token}` };
  return fetch(slack.apiUrl + method, {
    method: "POST",
    headers,
    body: new URLSearchParams(fields),
    redirect: "manual",
  });
};

/** Calls a method and reads its JSON answer. */
export const call = async (
  slack: SlackSimulator,
  method: string,
  args: JsonObject,
  token?: string,
): Promise<JsonObject> => objectOf(parseJson(await (await post(slack, method, args, token)).text()));

/** An app that speaks Socket Mode, as far as these tests need it. */
export const connectApp = async (slack: SlackSimulator, answer: (envelope: JsonObject) => JsonObject | undefined) => {
  const { url } = await call(slack, "apps.connections.open", {}, slack.app.appToken);
  const socket = new WebSocket(stringOf(url));
  const received: JsonObject[] = [];
  socket.on("message", (data: Buffer) => {
    const message = objectOf(parseJson(data.toString()));
    received.push(message);
    const payload = message["envelope_id"] === undefined ? undefined : answer(message);
    if (payload) socket.send(JSON.stringify({ envelope_id: message["envelope_id"], payload }));
  });
  await vi.waitFor(() => expect(received[0]).toMatchObject({ type: "hello" }));
  return { socket, received, url: stringOf(url) };
};
