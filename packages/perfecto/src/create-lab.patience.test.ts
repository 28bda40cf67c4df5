import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { inspect } from "node:util";
import { Secret } from "@perfecto-bot/domain";
import type { RateBudgets } from "@perfecto-bot/pipeline";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ConnectedLab } from "./connected-lab.ts";
import { createLab } from "./create-lab.ts";
import type { LabOptions } from "./lab-options.ts";
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

/** The first answers fail, the next ones do not. */
function failFirst(times: number, fail: (response: ServerResponse) => void): void {
  server.answer((_request, response) => {
    if (server.requests.length <= times) fail(response);
    else sendJson(response, emptyReport);
  });
}

describe("asking again", () => {
  it.each<[string, (response: ServerResponse) => unknown]>([
    ["a reset", (response) => response.destroy()],
    [
      "a cut answer",
      (response) => response.writeHead(200, { "content-length": 99 }).write("{", () => response.destroy()),
    ],
    ["502", (response) => response.writeHead(502).end()],
    ["503", (response) => response.writeHead(503, { "retry-after": "0" }).end()],
    ["504", (response) => response.writeHead(504).end()],
    ["429", (response) => response.writeHead(429, { "retry-after": "0" }).end()],
  ])("helps twice after %s", async (_name, fail) => {
    failFirst(2, fail);
    await expect(lab.listExecutions({})).resolves.toMatchObject({ processing: "complete" });
    expect(server.requests).toHaveLength(3);
  });

  it("ends after the second time", async () => {
    failFirst(3, (response) => response.writeHead(502).end());
    expect(await failureOf(lab.listExecutions({}))).toMatchObject({ kind: "unreachable" });
    expect(server.requests).toHaveLength(3);
  });

  it.each([[500], [401], [400], [404]])("does not happen after %i", async (status) => {
    failFirst(9, (response) => sendJson(response, [], status));
    await failureOf(lab.listExecutions({}));
    expect(server.requests).toHaveLength(1);
  });

  it("is left to the caller where the lab names a long wait", async () => {
    failFirst(9, (response) => response.writeHead(429, { "retry-after": "120" }).end());
    expect(await failureOf(lab.listExecutions({}))).toMatchObject({ kind: "rate-limited", retryAfterMs: 120_000 });
    expect(server.requests).toHaveLength(1);
  });
});

describe("a person's request", () => {
  it.each([[502], [500], [429]])("is sent once, who asks sends it again: %i", async (status) => {
    failFirst(1, (response) => response.writeHead(status).end());
    await failureOf(lab.forQuestions.listExecutions({}));
    expect(server.requests).toHaveLength(1);
    await expect(lab.forQuestions.listExecutions({})).resolves.toMatchObject({ processing: "complete" });
  });

  it("that hangs ends sooner than others", async () => {
    await lab.close();
    lab = connect({ limits: { questionMs: 50 } });
    server.answer((request, response) => {
      if (!request.url?.includes("awaited")) sendJson(response, emptyReport);
    });
    const error = await failureOf(lab.forQuestions.listExecutions({ externalIds: ["awaited"] }));
    expect(error).toMatchObject({ kind: "unreachable" });
    expect(error.message).toContain("the whole answer did not arrive in time");
    await expect(lab.listExecutions({})).resolves.toMatchObject({ processing: "complete" });
  });
});

describe("giving up", () => {
  it("while the lab is silent breaks the connection", async () => {
    const reached = Promise.withResolvers<IncomingMessage>();
    server.answer((request) => reached.resolve(request));
    const stop = new AbortController();
    const outcome = failureOf(lab.listExecutions({}, stop.signal));
    const request = await reached.promise;
    stop.abort(new Error(token));
    expect((await outcome).message).toContain("the caller gave up");
    expect(inspect(await outcome)).not.toContain(token);
    if (!request.socket.destroyed) await once(request.socket, "close");
  });

  it("before asking asks nothing", async () => {
    expect(await failureOf(lab.listCommands("x", AbortSignal.abort()))).toMatchObject({ kind: "unreachable" });
    expect(server.requests).toHaveLength(0);
  });

  it("while waiting to ask again is at once", async () => {
    const asked = Promise.withResolvers<void>();
    server.answer((_request, response) => {
      response.writeHead(503, { "retry-after": "5" }).end(() => asked.resolve());
    });
    const stop = new AbortController();
    const outcome = failureOf(lab.listExecutions({}, stop.signal));
    await asked.promise;
    stop.abort();
    expect((await outcome).message).toContain("the caller gave up");
    expect(server.requests).toHaveLength(1);
  });

  it("close ends what is under way and what comes later", async () => {
    const reached = Promise.withResolvers<void>();
    server.answer(() => reached.resolve());
    const outcome = failureOf(lab.listExecutions({}));
    await reached.promise;
    await lab.close();
    expect((await outcome).message).toContain("this lab client was closed");
    expect((await failureOf(lab.listExecutions({}))).message).toContain("this lab client was closed");
    await lab.close();
  });

  it("one failed part ends the others", async () => {
    const held = new Set<ServerResponse>();
    server.answer((request, response) => {
      if (request.url?.includes("bad")) sendJson(response, [{ userMessage: "no" }], 400);
      else held.add(response);
    });
    expect(await failureOf(lab.listExecutions({ externalIds: ["a", "b", "bad"] }))).toMatchObject({ kind: "refused" });
    for (const response of held) if (!response.closed) await once(response, "close");
  });
});

describe("the budget", () => {
  type Taken = Parameters<RateBudgets["take"]>;
  const budgets = (take: (...args: Taken) => ReturnType<RateBudgets["take"]>, blocked: [string, number][] = []) => ({
    take,
    block: async (scope: string, forMs: number) => void blocked.push([scope, forMs]),
  });

  it("is asked before every request, retries and pages included", async () => {
    const taken: Taken[] = [];
    await lab.close();
    lab = connect({
      requestsPerSecond: 5,
      budgets: budgets(async (...args) => {
        taken.push(args);
        return { granted: true };
      }),
    });
    server.answer((_request, response) => {
      if (server.requests.length === 1) response.writeHead(502).end();
      else sendJson(response, emptyReport);
    });
    await lab.listExecutions({ externalIds: ["a", "b"] });
    expect(server.requests).toHaveLength(3);
    const budget = { scope: "lab:demo", max: 5, perMs: 1000, burst: 15 };
    expect(taken.map(([wanted]) => wanted)).toEqual([1, 2, 3].map(() => [budget]));
    expect(new Set(taken.map(([, { waiter, spare }]) => `${waiter} ${spare}`)).size).toBe(1);
  });

  it("is waited for", async () => {
    let refusals = 3;
    await lab.close();
    lab = connect({
      budgets: budgets(async () => {
        refusals -= 1;
        return refusals < 0 ? { granted: true } : { granted: false, retryAfterMs: 1, scope: "lab:demo" };
      }),
    });
    await lab.listExecutions({});
    expect(refusals).toBe(-1);
    expect(server.requests).toHaveLength(1);
  });

  it("can be given up waiting for", async () => {
    const stop = new AbortController();
    await lab.close();
    lab = connect({
      budgets: budgets(async () => {
        queueMicrotask(() => stop.abort());
        return { granted: false, retryAfterMs: 20_000, scope: "lab:demo" };
      }),
    });
    expect((await failureOf(lab.listExecutions({}, stop.signal))).message).toContain("the caller gave up");
    expect(server.requests).toHaveLength(0);
  });

  it("that is closed for long rejects with the wait", async () => {
    await lab.close();
    lab = connect({
      budgets: budgets(async () => ({ granted: false, retryAfterMs: 60_000, scope: "lab:demo" })),
    });
    expect(await failureOf(lab.listExecutions({}))).toMatchObject({ kind: "rate-limited", retryAfterMs: 60_000 });
    expect(server.requests).toHaveLength(0);
  });

  it("is closed for everybody while the lab asks for a wait", async () => {
    const blocked: [string, number][] = [];
    await lab.close();
    lab = connect({ budgets: budgets(async () => ({ granted: true }), blocked) });
    server.answer((_request, response) => response.writeHead(429, { "retry-after": "120" }).end());
    await failureOf(lab.listExecutions({}));
    expect(blocked).toEqual([["lab:demo", 120_000]]);
  });

  it("that cannot be asked stops the request, and the lab is not blamed", async () => {
    await lab.close();
    lab = connect({
      budgets: {
        take: () => Promise.reject(new TypeError(token)),
        block: () => Promise.reject(new TypeError(token)),
      },
    });
    const error = await failureOf(lab.listExecutions({}));
    expect(error.kind).toBe("store-unavailable");
    expect(error.message).toContain("the shared request budget could not be asked (TypeError)");
    expect(error.message).not.toContain(token);
    expect(server.requests).toHaveLength(0);
  });
});
