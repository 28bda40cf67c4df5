import type { ServerResponse } from "node:http";
import { Secret } from "@perfecto-bot/domain";
import type { RateBudgets } from "@perfecto-bot/pipeline";
import { createMemoryRateBudgets } from "@perfecto-bot/pipeline/memory";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ConnectedLab } from "./connected-lab.ts";
import { createLab } from "./create-lab.ts";
import { emptyReport, type HttpAnswers, sendJson, startHttpAnswers } from "./testing/start-http-answers.ts";
import { noonMs } from "./testing/wire-context.ts";

const MANY = 40;
let server: HttpAnswers;
let lab: ConnectedLab;
let nowMs: number;
let stop: AbortController;

const connect = (budgets?: RateBudgets) =>
  createLab({
    id: "demo",
    baseUrl: server.baseUrl,
    token: new Secret("token-of-the-test-lab"),
    now: () => nowMs,
    ...(budgets === undefined ? {} : { budgets }),
  });
const ask = (count: number) =>
  Promise.allSettled(
    Array.from({ length: count }, (_, index) =>
      lab.forQuestions.listExecutions({ externalIds: [`q${index}`] }, stop.signal),
    ),
  );
const watched = (): number => server.requests.filter(({ url = "" }) => url.includes("watched")).length;
const asked = (): number => server.requests.length - watched();

beforeEach(async () => {
  nowMs = noonMs;
  stop = new AbortController();
  server = await startHttpAnswers();
});
afterEach(async () => {
  stop.abort();
  await lab.close();
  await server.stop();
});

describe("many questions at once", () => {
  it("leave connections to the watching of builds", async () => {
    lab = connect();
    const held: ServerResponse[] = [];
    server.answer(({ url = "" }, response) => {
      if (url.includes("watched")) sendJson(response, emptyReport);
      else held.push(response);
    });
    void ask(MANY);
    await vi.waitFor(() => expect(held).toHaveLength(7));
    await lab.listExecutions({ externalIds: ["watched"] });
    expect([asked(), watched()]).toEqual([7, 1]);
  });

  it("leave a part of what a rest saved up, and nobody who watches waits behind them", async () => {
    lab = connect(createMemoryRateBudgets(() => nowMs));
    void ask(MANY);
    await vi.waitFor(() => expect(asked()).toBe(27), { timeout: 60_000 });
    const looks = Array.from({ length: 3 }, () => lab.listExecutions({ externalIds: ["watched"] }));
    await Promise.all(looks);
    expect([asked(), watched()]).toEqual([27, 3]);
  });

  it("come to their end where watching takes all there is, each request after a while", async () => {
    const claims: (readonly [priority: number, spare: number])[] = [];
    const budgets: RateBudgets = {
      ...createMemoryRateBudgets(),
      take: async (_budgets, { priority, spare = 0 }) => {
        claims.push([priority, spare]);
        nowMs += 1_000;
        return spare > 0 ? { granted: false, retryAfterMs: 1, scope: "lab:demo" } : { granted: true };
      },
    };
    lab = connect(budgets);
    await ask(1);
    const [yielding, urgent] = [
      [3, 0.1],
      [1, 0],
    ];
    expect([claims, asked()]).toEqual([[yielding, yielding, urgent], 1]);
  });
});

describe("what can wait", () => {
  const fetchCommands = (count: number) =>
    Promise.allSettled(
      Array.from({ length: count }, (_, index) => lab.inBackground.listCommands(`c${index}`, stop.signal)),
    );

  it("leaves most connections to everything else", async () => {
    lab = connect();
    const held: ServerResponse[] = [];
    server.answer(({ url = "" }, response) => {
      if (url.includes("commands")) held.push(response);
      else sendJson(response, emptyReport);
    });
    void fetchCommands(MANY);
    await vi.waitFor(() => expect(held).toHaveLength(3));
    await Promise.all([lab.listExecutions({ externalIds: ["watched"] }), ask(4)]);
    expect([held.length, watched()]).toEqual([3, 1]);
  });

  it("leaves a part of what a rest saved up to questions, and both to the watching of builds", async () => {
    lab = connect(createMemoryRateBudgets(() => nowMs));
    void fetchCommands(400);
    await vi.waitFor(() => expect(asked()).toBe(24), { timeout: 60_000 });
    void ask(MANY);
    await vi.waitFor(() => expect(asked()).toBe(27), { timeout: 60_000 });
    await Promise.all(Array.from({ length: 3 }, () => lab.listExecutions({ externalIds: ["watched"] })));
    expect([asked(), watched()]).toEqual([27, 3]);
  });

  it("comes to its end where watching takes all there is, each request after a while", async () => {
    const shares: number[] = [];
    const budgets: RateBudgets = {
      ...createMemoryRateBudgets(),
      take: async (_budgets, { spare = 0 }) => {
        shares.push(spare);
        nowMs += 1_000;
        return spare > 0 ? { granted: false, retryAfterMs: 0, scope: "lab:demo" } : { granted: true };
      },
    };
    lab = connect(budgets);
    await fetchCommands(1);
    expect([shares, asked()]).toEqual([[0.2, 0.2, 0.2, 0], 1]);
  });
});
