import { expect, test } from "vitest";
import { readWireFailure } from "./read-wire-failure.ts";

function rest(statusCode: number, bodyAsText?: string, headers: Readonly<Record<string, string>> = {}): Error {
  const response = { bodyAsText, headers: new Headers(headers) };
  return Object.assign(new Error("words that nobody reads"), { statusCode, response, code: undefined });
}

test.each([
  [
    "its code",
    rest(403, '{"error":{"code":"BotNotInConversationRoster","message":"no"}}'),
    { status: 403, code: "BotNotInConversationRoster" },
  ],
  [
    "the older form's inner code",
    rest(403, '{"errorCode":209,"message":"{\\n \\"subCode\\": \\"MessageWritesBlocked\\"}"}'),
    { status: 403, code: "MessageWritesBlocked" },
  ],
  ["a page of a proxy", rest(502, "<html>Bad gateway</html>"), { status: 502 }],
  ["a code that is a text", rest(400, '{"error":{"code":"<b>x</b>"}}'), { status: 400 }],
  ["no body", rest(404), { status: 404 }],
  ["seconds to wait", rest(429, undefined, { "retry-after": "7" }), { status: 429, retryAfterMs: 7_000 }],
  ["a date to wait for", rest(429, undefined, { "retry-after": "Mon, 23 Nov 2026 09:00:00 GMT" }), { status: 429 }],
])("an answer with %s", (_, error, fields) => {
  expect(readWireFailure(error)).toEqual({ kind: "answered", ...fields });
});

test.each([
  ["a refused connection", Object.assign(new Error("x"), { code: "ECONNREFUSED" }), "never-sent"],
  [
    "an unknown host behind it",
    new Error("x", { cause: Object.assign(new Error("y"), { code: "ENOTFOUND" }) }),
    "never-sent",
  ],
  [
    "every address refused",
    new AggregateError([Object.assign(new Error("x"), { code: "ECONNREFUSED" })]),
    "never-sent",
  ],
  [
    "one address refused and one broken off",
    new AggregateError([Object.assign(new Error("x"), { code: "ECONNREFUSED" }), new Error("y")]),
    "lost",
  ],
  ["a reset", Object.assign(new Error("x"), { code: "ECONNRESET" }), "lost"],
  ["a time-out", Object.assign(new Error("x"), { name: "AbortError" }), "lost"],
  ["an answer of 200 that cannot be read", Object.assign(new Error("x"), { statusCode: 200 }), "lost"],
  ["nothing known", undefined, "lost"],
])("%s", (_, error, kind) => {
  expect(readWireFailure(error).kind).toBe(kind);
});
