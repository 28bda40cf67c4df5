import { createHmac } from "node:crypto";
import { once } from "node:events";
import type { IncomingHttpHeaders } from "node:http";
import { createServer } from "node:http";
import { afterEach, expect, test, vi } from "vitest";
import { readBody } from "../http-exchange.ts";
import { objectOf, parseJson } from "../json-value.ts";
import { channel, start } from "../testing/drive-simulator.ts";

interface Heard {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}
interface Answer {
  readonly status: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

/** An app that listens on HTTP and answers as told; `undefined` never answers. */
const listen = async (answer: (heard: Heard) => Answer | undefined) => {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    const hear = async (): Promise<void> => {
      const entry = { headers: request.headers, body: (await readBody(request)).toString() };
      heard.push(entry);
      const { status, body: text = "", headers = {} } = answer(entry) ?? { status: 0 };
      if (status > 0) response.writeHead(status, headers).end(text);
    };
    void hear();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  stops.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  return { heard, url: `http://127.0.0.1:${port}/slack/events` };
};

const isSigned = ({ headers, body }: Heard, secret: string): boolean => {
  const base = `v0:${String(headers["x-slack-request-timestamp"])}:${body}`;
  return headers["x-slack-signature"] === `v0=${createHmac("sha256", secret).update(base).digest("hex")}`;
};

test("commands come as a signed form whose type is exact; text answers show to the person alone", async () => {
  const app = await listen(() => ({ status: 200, body: "understood" }));
  const slack = await start({ now: () => 1_700_000_000_000 });
  slack.useHttp({ url: app.url });
  const receipt = await slack.command({ user: "quinn", channel: "releases", command: "/perfecto", text: "a & b" });
  expect(receipt).toMatchObject({ acknowledged: true, status: 200, payload: "understood" });
  const [heard] = app.heard;
  expect(heard?.headers).toMatchObject({
    "content-type": "application/x-www-form-urlencoded",
    "x-slack-request-timestamp": "1700000000",
  });
  expect(heard !== undefined && isSigned(heard, slack.app.signingSecret)).toBe(true);
  const fields = new URLSearchParams(heard?.body);
  expect([fields.get("text"), fields.get("channel_name")]).toEqual(["a & b", "privategroup"]);
  expect(slack.ephemerals("releases", "quinn")).toMatchObject([{ text: "understood" }]);
});

test("events come as JSON, and again with retry headers until acknowledged", async () => {
  const app = await listen(({ headers }) => ({ status: headers["x-slack-retry-num"] === "2" ? 200 : 500 }));
  const slack = await start({ http: { url: app.url }, eventRetryDelaysMs: [0, 0, 0] });
  expect(await slack.mention({ user: "dana", channel, text: "help" })).toMatchObject({
    acknowledged: false,
    status: 500,
  });
  await vi.waitFor(() => expect(slack.deliveries).toHaveLength(3));
  expect(app.heard.map(({ headers }) => [headers["x-slack-retry-num"], headers["x-slack-retry-reason"]])).toEqual([
    [undefined, undefined],
    ["1", "http_error"],
    ["2", "http_error"],
  ]);
  expect(app.heard[0]?.headers["content-type"]).toBe("application/json");
  expect(new Set(app.heard.map(({ body }) => objectOf(parseJson(body))["event_id"])).size).toBe(1);
});

test("x-slack-no-retry ends retries, and a time-out is one", async () => {
  let answer: Answer | undefined = { status: 500, headers: { "x-slack-no-retry": "1" } };
  const app = await listen(() => answer);
  const slack = await start({ http: { url: app.url }, eventRetryDelaysMs: [0], acknowledgeWithinMs: 500 });
  expect(await slack.say({ user: "dana", text: "hi" })).toMatchObject({ acknowledged: false, noRetry: true });
  answer = undefined;
  const receipt = await slack.command({ user: "dana", channel, command: "/perfecto" });
  expect(receipt).toMatchObject({ acknowledged: false, timedOut: true, failure: "http_timeout" });
  expect(slack.ephemerals(channel, "dana")).toMatchObject([{ text: expect.stringContaining("operation_timeout") }]);
  expect(slack.deliveries.map(({ kind }) => kind)).toEqual(["event", "command"]);
});

test("signedRequest signs, and forges on request", async () => {
  const slack = await start({ now: () => 1_700_000_000_000 });
  const { headers, body } = slack.signedRequest({ body: "{}" });
  expect(headers["x-slack-request-timestamp"]).toBe("1700000000");
  expect(isSigned({ headers, body }, slack.app.signingSecret)).toBe(true);
  const forged = slack.signedRequest({ body: "{}", secret: "guess", timestampS: 1 });
  expect(isSigned(forged, slack.app.signingSecret)).toBe(false);
  expect(forged.headers["x-slack-request-timestamp"]).toBe("1");
  expect(slack.requests).toEqual([]);
});
