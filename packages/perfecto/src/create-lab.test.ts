import type { ServerResponse } from "node:http";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { Secret } from "@perfecto-bot/domain";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ConnectedLab } from "./connected-lab.ts";
import { createLab } from "./create-lab.ts";
import type { LabOptions } from "./lab-options.ts";
import type { OddityKind } from "./oddity.ts";
import { failureOf } from "./testing/failure-of.ts";
import { emptyReport, type HttpAnswers, sendJson, startHttpAnswers } from "./testing/start-http-answers.ts";
import { noonMs } from "./testing/wire-context.ts";

const token = "token-of-the-test-lab";
let server: HttpAnswers;
let lab: ConnectedLab;

const connect = (more: Partial<LabOptions> = {}) =>
  createLab({
    id: "demo",
    baseUrl: server.baseUrl,
    token: new Secret(token),
    now: () => noonMs,
    random: () => 0,
    ...more,
  });

beforeEach(async () => {
  server = await startHttpAnswers();
  lab = connect();
});
afterEach(async () => {
  await lab.close();
  await server.stop();
});

const urls = () => server.requests.map(({ url }) => url);

describe("a request", () => {
  it("carries the token, asks for JSON, and says who asks", async () => {
    await lab.listExecutions({ jobNames: ["Nightly [iOS]"], jobNumber: 45, startedFromMs: 1 });
    const [request] = server.requests;
    expect(request?.method).toBe("GET");
    expect(request?.url).toBe(
      "/export/api/v1/test-executions?startExecutionTime%5B0%5D=1&jobName%5B0%5D=Nightly%20%5BiOS%5D&jobNumber%5B0%5D=45",
    );
    expect(request?.headers).toMatchObject({
      "perfecto-authorization": token,
      "user-agent": "perfecto-bot",
      accept: "application/json",
    });
    expect(server.requests).toHaveLength(1);
  });

  it("goes below the base URL's path, to the API version that was chosen", async () => {
    await lab.close();
    lab = connect({ baseUrl: `${server.baseUrl}/proxy/`, apiVersion: "v3", userAgent: "other/1" });
    await lab.listCommands("a/b?c");
    expect(urls()).toEqual(["/proxy/export/api/v3/test-executions/a%2Fb%3Fc/commands"]);
    expect(server.requests[0]?.headers["user-agent"]).toBe("other/1");
  });

  it("reads zipped answers, errors included", async () => {
    server.answer((request, response) => {
      expect(request.headers["accept-encoding"]).toBe("gzip");
      const body = request.url?.endsWith("/commands")
        ? [{ userMessage: "No such thing" }]
        : { resources: [{ id: "x" }] };
      response.writeHead(Array.isArray(body) ? 400 : 200, { "content-encoding": "gzip" });
      response.end(gzipSync(JSON.stringify(body)));
    });
    expect((await lab.listExecutions({})).executions).toHaveLength(1);
    expect((await failureOf(lab.listCommands("x"))).message).toContain("No such thing");
  });

  it("takes what it cannot unzip as no JSON", async () => {
    server.answer((request, response) => {
      response.writeHead(200, { "content-encoding": request.url?.endsWith("/commands") ? "br" : "gzip" });
      response.end(brotliCompressSync("{}"));
    });
    expect((await failureOf(lab.listExecutions({}))).kind).toBe("not-json");
    expect((await failureOf(lab.listCommands("x"))).kind).toBe("not-json");
  });

  it("gives up on an answer without end", async () => {
    server.answer((_request, response) => {
      const piece = Buffer.alloc(1024 * 1024, "x");
      const write = () => {
        while (!response.destroyed && response.write(piece)) {
          // Until the client has had enough.
        }
      };
      response.on("drain", write);
      write();
    });
    expect(await failureOf(lab.listExecutions({}))).toMatchObject({ kind: "not-json" });
  });

  it("asks nothing for an empty list of alternatives", async () => {
    await expect(lab.listExecutions({ jobNames: [] })).resolves.toEqual({
      executions: [],
      processing: "unknown",
      answeredAtMs: noonMs,
      truncated: false,
    });
    expect(server.requests).toHaveLength(0);
  });

  it("refuses a filter value that fits into no request, and ids that are no path", async () => {
    expect(await failureOf(lab.listExecutions({ jobNames: ["x".repeat(3_000)] }))).toMatchObject({ kind: "refused" });
    for (const id of ["", ".", ".."]) {
      expect(await failureOf(lab.listCommands(id))).toMatchObject({ kind: "not-found" });
    }
    expect(server.requests).toHaveLength(0);
  });
});

describe("errors", () => {
  it("say what failed, on what, and what to do", async () => {
    server.answer((_request, response) => sendJson(response, [{ userMessage: "Bad thing" }], 401));
    const error = await failureOf(lab.listExecutions({ jobNames: ["x"] }));
    expect(error.message).toBe(
      `Lab demo: GET ${server.baseUrl}/export/api/v1/test-executions failed: HTTP 401, "Bad thing". ` +
        "Make a new security token for the bot's own Perfecto user and give it to the bot.",
    );
    expect(error).toMatchObject({ kind: "token-refused", lab: "demo", retryAfterMs: undefined });
  });

  it("know JSON that is no report", async () => {
    server.answer((_request, response) => sendJson(response, { hello: "world" }));
    expect(await failureOf(lab.listExecutions({}))).toMatchObject({ kind: "not-json" });
    expect(await failureOf(lab.listCommands("x"))).toMatchObject({ kind: "not-json" });
  });

  it.each([
    ["headersMs", (_response: ServerResponse) => undefined],
    ["bodyMs", (response: ServerResponse) => void response.write("{")],
    ["totalMs", (response: ServerResponse) => void response.write("{")],
  ])("time-out %s is unreachable, and not asked again", async (limit, answer) => {
    await lab.close();
    lab = connect({ limits: { [limit]: 50 } });
    server.answer((_request, response) => answer(response));
    expect(await failureOf(lab.listExecutions({}))).toMatchObject({ kind: "unreachable" });
    expect(server.requests).toHaveLength(1);
  });

  it.each([["http://127.0.0.1:1"], ["http://lab.invalid"]])("nobody at %s is unreachable", async (baseUrl) => {
    await lab.close();
    lab = connect({ baseUrl });
    expect(await failureOf(lab.listExecutions({}))).toMatchObject({ kind: "unreachable" });
  });
});

it("never has more requests under way than allowed", async () => {
  await lab.close();
  lab = connect({ concurrency: 3 });
  let underWay = 0;
  let most = 0;
  server.answer((_request, response) => {
    underWay += 1;
    most = Math.max(most, underWay);
    setImmediate(() => {
      underWay -= 1;
      sendJson(response, emptyReport);
    });
  });
  await lab.listExecutions({ externalIds: Array.from({ length: 20 }, (_, index) => `s${index}`) });
  expect(server.requests).toHaveLength(20);
  expect(most).toBeLessThanOrEqual(3);
});

it("tells oddities by kind, and what the lab did not filter", async () => {
  const told: [OddityKind, number][] = [];
  await lab.close();
  lab = connect({ onOddity: (kind, count) => told.push([kind, count]) });
  const resources = [{ id: "a", status: "PASSED", job: { name: "x" } }, { id: "b", status: "?" }, {}, {}];
  server.answer((_request, response) => sendJson(response, { resources, metadata: {} }));
  const { executions } = await lab.listExecutions({ jobNames: ["x"] });
  expect(executions.map(({ id }) => id)).toEqual(["a"]);
  expect(told).toEqual([
    ["status", 1],
    ["no-id", 2],
    ["not-asked-for", 1],
  ]);
});
