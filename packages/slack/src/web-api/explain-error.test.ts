import { createServer, type RequestListener, type Server } from "node:http";
import { once } from "node:events";
import { WebAPIPlatformError, WebClient } from "@slack/web-api";
import { describe, expect, onTestFinished, test } from "vitest";
import { recordingLog } from "../testing/recording-log.ts";
import { explainError } from "./explain-error.ts";
import { webClientOptions } from "./web-client-options.ts";

const attempt = { method: "chat.postMessage", workspace: "T1", target: "C1", botName: "Perfecto" };
const platform = (error: string, more: object = {}): WebAPIPlatformError =>
  new WebAPIPlatformError({ ok: false, error, ...more });

describe("Slack's codes", () => {
  test.each([
    ["internal_error", "ambiguous", undefined],
    ["fatal_error", "ambiguous", undefined],
    ["service_unavailable", "ambiguous", undefined],
    ["ratelimited", "rate-limited", undefined],
    ["not_in_channel", "conversation-unavailable", "join-channel"],
    ["channel_not_found", "conversation-unavailable", undefined],
    ["is_archived", "conversation-unavailable", undefined],
    ["is_inactive", "conversation-unavailable", undefined],
    ["missing_scope", "conversation-unavailable", undefined],
    ["restricted_action", "conversation-unavailable", "without-everybody"],
    ["team_access_not_granted", "conversation-unavailable", undefined],
    ["account_inactive", "installation-dead", undefined],
    ["token_revoked", "installation-dead", undefined],
    ["invalid_auth", "installation-dead", undefined],
    ["not_authed", "installation-dead", undefined],
    ["token_expired", "installation-dead", undefined],
    ["message_not_found", "target-gone", undefined],
    ["cant_update_message", "not-editable", undefined],
    ["edit_window_closed", "not-editable", undefined],
    ["thread_not_found", "target-gone", undefined],
    ["cannot_reply_to_message", "refused", "without-thread"],
    ["cant_broadcast_message", "refused", "without-channel-copy"],
    ["posting_to_general_channel_denied", "conversation-unavailable", undefined],
    ["duplicate_channel_not_found", "conversation-unavailable", undefined],
    ["invalid_blocks", "refused", "without-pictures"],
    ["invalid_blocks_format", "refused", "without-pictures"],
    ["msg_too_long", "refused", "without-pictures"],
    ["msg_blocks_too_long", "refused", "without-pictures"],
    ["metadata_too_large", "refused", "without-metadata"],
    ["too_many_attachments", "refused", undefined],
    ["team_added_to_org", "unreachable", undefined],
    ["a_code_of_tomorrow", "refused", undefined],
    ["constructor", "refused", undefined],
  ])("%s means %s", (code, kind, firstRemedy) => {
    const explained = explainError(platform(code), attempt);
    expect(explained.failure.kind).toBe(kind);
    expect(explained.remedies?.[0]).toBe(firstRemedy);
    expect(explained.failure.detail).toContain(code);
  });

  test("a page of a proxy is no code", () => {
    expect(explainError(platform("<html>Sorry</html>"), attempt).failure.kind).toBe("ambiguous");
    expect(explainError(platform(""), attempt).failure.kind).toBe("ambiguous");
  });

  test("says which scope is missing", () => {
    const { failure } = explainError(platform("missing_scope", { needed: "chat:write" }), attempt);
    expect(failure).toMatchObject({ todo: "Add the scope chat:write to the Slack app and install it again." });
  });

  test("says whom to invite", () => {
    const { failure } = explainError(platform("not_in_channel"), attempt);
    expect(failure).toMatchObject({ todo: "Write /invite @Perfecto in the channel." });
  });

  test("says where Slack found fault, not with which words", () => {
    const messages = ["[ERROR] 'secret words' is too long [json-pointer:/blocks/1/text]"];
    const { failure } = explainError(platform("invalid_blocks", { response_metadata: { messages } }), attempt);
    expect(failure.detail).toContain("/blocks/1/text");
    expect(failure.detail).not.toContain("secret");
  });
});

async function listen(behave: RequestListener): Promise<{ server: Server; url: string }> {
  const server = createServer(behave);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return { server, url: `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/` };
}

/** What a real client throws when a real server behaves like this. */
async function thrown(behave: RequestListener): Promise<unknown> {
  const { server, url } = await listen(behave);
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const client = new WebClient("xoxb-x", { ...webClientOptions(url, recordingLog()), timeout: 200 });
  return client.chat.update({ channel: "C1", ts: "1.1", text: "x" }).catch((error: unknown) => error);
}

describe("answers that are none", () => {
  test.each<[string, RequestListener, object]>([
    ["500", (_request, response) => void response.writeHead(500).end(), { kind: "ambiguous" }],
    ["204", (_request, response) => void response.writeHead(204).end(), { kind: "ambiguous" }],
    ["408", (_request, response) => void response.writeHead(408).end(), { kind: "ambiguous" }],
    ["403", (_request, response) => void response.writeHead(403).end(), { kind: "unreachable" }],
    ["413", (_request, response) => void response.writeHead(413).end(), { kind: "unreachable" }],
    [
      "a redirect",
      (_request, response) => void response.writeHead(302, { location: "/" }).end(),
      { kind: "ambiguous" },
    ],
    ["silence", () => {}, { kind: "ambiguous" }],
    ["a cut connection", (request) => void request.socket.destroy(), { kind: "ambiguous" }],
    [
      "half an answer",
      (_request, response) => void response.writeHead(200, { "content-length": 99 }).write("{"),
      { kind: "ambiguous" },
    ],
    [
      "429 with a time",
      (_request, response) => void response.writeHead(429, { "retry-after": "3" }).end(),
      { kind: "rate-limited", retryAfterMs: 3000, scope: "slack:T1:chat.postMessage" },
    ],
    [
      "429 without one",
      (_request, response) => void response.writeHead(429).end(),
      { kind: "rate-limited", retryAfterMs: 30_000 },
    ],
    [
      "429 with nonsense",
      (_request, response) => void response.writeHead(429, { "retry-after": "soon" }).end(),
      { kind: "rate-limited", retryAfterMs: 30_000 },
    ],
  ])("%s", async (_name, behave, expected) => {
    expect(explainError(await thrown(behave), attempt).failure).toMatchObject(expected);
  });

  test("no connection, because nobody listens or nobody has that name", async () => {
    const { server, url } = await listen(() => {});
    server.close();
    await once(server, "close");
    for (const nowhere of [url, "http://nobody.invalid/"]) {
      const client = new WebClient("xoxb-x", webClientOptions(nowhere, recordingLog()));
      const error: unknown = await client.auth.test().catch((reason: unknown) => reason);
      expect(explainError(error, attempt).failure.kind).toBe("unreachable");
    }
  });

  test("anything else may have been carried out", () => {
    expect(explainError(new TypeError("?"), attempt).failure.kind).toBe("ambiguous");
    expect(explainError(undefined, attempt).failure.kind).toBe("ambiguous");
  });
});
