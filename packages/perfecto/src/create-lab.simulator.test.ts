import { Secret } from "@perfecto-bot/domain";
import type { LabErrorKind } from "@perfecto-bot/pipeline";
import {
  type FaultBehaviour,
  generateBuild,
  type LabExecution,
  type LabSimulator,
  type RepeatedJobName,
  startLabSimulator,
  vendorSampleLabExecutions,
  type WireExecution,
} from "@perfecto-bot/simulators/lab";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ConnectedLab } from "./connected-lab.ts";
import { createLab } from "./create-lab.ts";
import type { OddityKind } from "./oddity.ts";
import { noonMs } from "./testing/wire-context.ts";

const minuteMs = 60_000;
let nowMs: number;
let simulator: LabSimulator;
let lab: ConnectedLab;
let oddities: Map<OddityKind, number>;

const connect = (token = simulator.token, apiVersion: "v1" | "v3" = "v1", maxPages = 100) =>
  createLab({
    id: "demo",
    baseUrl: simulator.baseUrl,
    token: new Secret(token),
    apiVersion,
    maxPages,
    now: () => nowMs,
    random: () => 0,
    onOddity: (kind, count) => oddities.set(kind, (oddities.get(kind) ?? 0) + count),
  });

beforeEach(async () => {
  nowMs = noonMs;
  oddities = new Map();
  simulator = await startLabSimulator({ now: () => nowMs });
  lab = connect();
});
afterEach(async () => {
  await lab.close();
  await simulator.stop();
});

function put(id: string, more: Partial<WireExecution> = {}, timing: Partial<LabExecution> = {}): void {
  simulator.put({ resource: { id, startTime: nowMs - minuteMs, status: "PASSED", ...more }, ...timing });
}

function putMany(count: number, job: string): void {
  for (let index = 0; index < count; index += 1) put(`${job}${index}`, { job: { name: job, number: 1 } });
}

const count = () => simulator.requests.count("executions");
const processingOf = async (...jobNames: string[]) => (await lab.listExecutions({ jobNames })).processing;
const ids = async (query: Parameters<ConnectedLab["listExecutions"]>[0]) =>
  (await lab.listExecutions(query)).executions.map(({ id }) => id).toSorted();

describe("filters", () => {
  beforeEach(() => {
    put("a", { job: { name: "one", number: 1 }, tags: ["x"], externalId: "s1" });
    put("b", { job: { name: "one", number: 2 }, tags: ["y", "z"], externalId: "s2" });
    put("c", { job: { name: "two & [2]", number: 1 }, tags: ["x"], externalId: "s2", startTime: nowMs - 9 * minuteMs });
    put("d");
  });

  it.each([
    [{}, "abcd"],
    [{ jobNames: ["one"] }, "ab"],
    [{ jobNames: ["one", "two & [2]"] }, "abc"],
    [{ jobNames: ["One"] }, ""],
    [{ jobNames: ["one"], jobNumber: 2 }, "b"],
    [{ jobNumber: 1 }, "ac"],
    [{ externalIds: ["s2"] }, "bc"],
    [{ externalIds: ["s1", "s2"], jobNames: ["one"] }, "ab"],
    [{ tags: ["x", "z"] }, "abc"],
    [{ startedFromMs: noonMs - 2 * minuteMs }, "abd"],
    [{ startedFromMs: noonMs - 10 * minuteMs, startedToMs: noonMs - 2 * minuteMs }, "c"],
    [{ startedToMs: noonMs - 2 * minuteMs }, "c"],
  ])("%j gives %s", async (query, expected) => {
    expect((await ids(query)).join("")).toBe(expected);
  });
});

describe("several job names in one request", () => {
  const query = { jobNames: ["one", "two", "three"] };

  beforeEach(() => {
    put("a", { job: { name: "one", number: 1 } });
    put("b", { job: { name: "two", number: 1 } });
    put("c", { job: { name: "three", number: 1 } });
    put("d", { job: { name: "other", number: 1 } });
  });

  it.each<[RepeatedJobName, number]>([
    ["or", 1],
    ["first-only", 3],
    ["and", 3],
    ["ignored", 3],
  ])("meaning %s: %i requests, once that is known; never a wrong answer", async (repeatedJobName, requests) => {
    simulator.configure({ repeatedJobName });
    expect(await ids(query)).toEqual(["a", "b", "c"]);
    expect(count()).toBe(4);
    expect(await ids(query)).toEqual(["a", "b", "c"]);
    expect(count()).toBe(4 + requests);
  });

  it("is looked at again after a minute without proof", async () => {
    simulator.clear();
    simulator.configure({ repeatedJobName: "first-only" });
    await ids(query);
    expect(count()).toBe(4);
    put("b", { job: { name: "two", number: 1 } });
    await ids(query);
    expect(count()).toBe(5);
    nowMs += minuteMs;
    expect(await ids(query)).toEqual(["b"]);
    expect(await ids(query)).toEqual(["b"]);
    expect(count()).toBe(5 + 4 + 3);
  });

  it("is used again once a lab that did not understand it does", async () => {
    simulator.configure({ repeatedJobName: "and" });
    await ids(query);
    simulator.configure({ repeatedJobName: "or" });
    nowMs += 10 * minuteMs;
    await ids(query);
    simulator.requests.clear();
    expect(await ids(query)).toEqual(["a", "b", "c"]);
    expect(count()).toBe(1);
  });

  it("that the lab refuses is not asked for again", async () => {
    const several = { match: ({ target }: { target: { kind: string } }) => isSeveral(target), times: Infinity };
    simulator.faults.add({ ...several, behave: { kind: "error-array", userMessage: "Too many", status: 400 } });
    expect(await ids(query)).toEqual(["a", "b", "c"]);
    expect(await ids(query)).toEqual(["a", "b", "c"]);
    expect(count()).toBe(4 + 3);
  });

  it("asks for 45 jobs in 3 requests", async () => {
    await ids(query);
    simulator.requests.clear();
    await ids({ jobNames: Array.from({ length: 45 }, (_, index) => `job ${index}`) });
    expect(count()).toBe(3);
  });
});

describe("pages", () => {
  it("reads them all", async () => {
    putMany(1_203, "one");
    const answer = await lab.listExecutions({ jobNames: ["one"] });
    expect(answer.executions).toHaveLength(1_203);
    expect(answer).toMatchObject({ truncated: false, processing: "complete", answeredAtMs: noonMs });
  });

  it.each<[FaultBehaviour, number]>([
    [{ kind: "hidden-pages" }, 1_203],
    [{ kind: "overlapping-pages", count: 40 }, 1_203],
    [{ kind: "endless-pages", fromPage: 3 }, 1_000],
    [{ kind: "endless-pages" }, 500],
    [{ kind: "empty-complete" }, 0],
  ])("ends with %j at %i executions", async (behave, expected) => {
    putMany(1_203, "one");
    simulator.faults.add({ match: "executions", times: Infinity, behave });
    const { executions, truncated } = await lab.listExecutions({ jobNames: ["one"] });
    expect(executions).toHaveLength(expected);
    expect(new Set(executions.map(({ id }) => id)).size).toBe(expected);
    expect(truncated).toBe(false);
  });

  it("stops at the cap and says so", async () => {
    await lab.close();
    lab = connect(simulator.token, "v1", 2);
    putMany(1_203, "one");
    const { executions, truncated } = await lab.listExecutions({ jobNames: ["one"] });
    expect(executions).toHaveLength(1_000);
    expect(truncated).toBe(true);
    expect(simulator.requests.count()).toBe(2);
  });
});

describe("processing", () => {
  it("is complete only where everything is", async () => {
    put("a", { job: { name: "one", number: 1 } });
    put("b", { job: { name: "two", number: 1 } }, { settlesAtMs: noonMs + minuteMs });
    expect(await processingOf("one")).toBe("complete");
    expect(await processingOf("two")).toBe("processing");
    expect(await processingOf("one", "two")).toBe("processing");
    nowMs += minuteMs;
    expect(await processingOf("one", "two")).toBe("complete");
  });
});

describe("contents", () => {
  it("keeps the vendor's samples", async () => {
    simulator.putAll(vendorSampleLabExecutions());
    expect(await ids({})).toEqual(["5ad4888888c00080dd75a", "5ad6668005aade1"]);
    expect(await lab.listCommands("5ad6668005aade1")).toHaveLength(3);
    expect(oddities.get("end-before-start")).toBe(2);
  });

  it("reads a whole build without oddities, in both versions alike", async () => {
    const baseUrl = simulator.baseUrl;
    const plan = {
      seed: 1,
      baseUrl,
      job: "Nightly",
      number: 7,
      executions: 120,
      failures: 9,
      startMs: nowMs - 60 * minuteMs,
    };
    const build = generateBuild(plan);
    simulator.putAll(build);
    nowMs += 24 * 60 * minuteMs;
    const v3 = connect(simulator.token, "v3");
    const query = { jobNames: ["Nightly"], jobNumber: 7 };
    const answers = await Promise.all([lab, v3].map((one) => one.listExecutions(query)));
    expect(answers[0]?.executions).toHaveLength(build.length);
    expect(answers[1]?.executions).toEqual(answers[0]?.executions);
    expect(oddities).toEqual(new Map());

    const failed = answers[0]?.executions.find(({ status }) => status === "FAILED");
    expect(failed).toMatchObject({ job: { name: "Nightly", number: 7 }, lab: "demo" });
    expect(failed?.reportUrl).toBe(lab.links.execution(failed?.id ?? ""));
    const [plain, stepped] = await Promise.all([lab, v3].map((one) => one.listCommands(failed?.id ?? "")));
    expect(plain?.some(({ status }) => status === "FAILURE")).toBe(true);
    expect(plain).toEqual(stepped?.map(({ step: _step, ...command }) => command));
    expect(stepped?.some(({ step }) => step !== undefined)).toBe(true);
    expect(oddities).toEqual(new Map());
    await v3.close();
  });
});

describe("errors", () => {
  it.each<[FaultBehaviour, LabErrorKind]>([
    [{ kind: "status", status: 401 }, "token-refused"],
    [{ kind: "status", status: 403 }, "token-refused"],
    [{ kind: "status", status: 429, retryAfter: "30" }, "rate-limited"],
    [{ kind: "status", status: 429 }, "rate-limited"],
    [{ kind: "status", status: 500 }, "unreachable"],
    [{ kind: "status", status: 503 }, "unreachable"],
    [{ kind: "error-array", userMessage: "Failed decoding the offline token: x" }, "token-refused"],
    [{ kind: "error-array", userMessage: "Missing Perfecto-TenantId header" }, "wrong-lab"],
    [{ kind: "error-array", userMessage: "Something else" }, "refused"],
    [{ kind: "login-page" }, "not-json"],
    [{ kind: "truncated-json" }, "not-json"],
    [{ kind: "redirect", location: "https://evil.example/" }, "not-json"],
    [{ kind: "reset" }, "unreachable"],
  ])("%j is %s", async (behave, kind) => {
    put("a");
    simulator.faults.add({ match: "api", times: Infinity, behave });
    await expect(lab.listExecutions({})).rejects.toMatchObject({ name: "LabError", lab: "demo", kind });
    await expect(lab.listCommands("a")).rejects.toMatchObject({ name: "LabError", lab: "demo", kind });
  });

  it.each([401, 403, 500, 200] as const)("a dead token is known by status %i", async (wrongTokenStatus) => {
    simulator.configure({ wrongTokenStatus });
    simulator.expireToken();
    await expect(lab.probe()).rejects.toMatchObject({ kind: "token-refused" });
  });

  it("another lab's token is known", async () => {
    await lab.close();
    lab = connect(simulator.foreignToken);
    await expect(lab.probe()).rejects.toMatchObject({ kind: "wrong-lab" });
  });

  it("a window before the lab's memory is known", async () => {
    await expect(lab.listExecutions({ startedFromMs: 1 })).rejects.toMatchObject({ kind: "window-too-old" });
  });

  it("an execution that is not there is known", async () => {
    await expect(lab.listCommands("missing")).rejects.toMatchObject({ kind: "not-found" });
  });

  it("a lab that went down is unreachable, and is reached again", async () => {
    await simulator.goDown();
    await expect(lab.listExecutions({})).rejects.toMatchObject({ kind: "unreachable" });
    await simulator.comeBack();
    await expect(lab.listExecutions({})).resolves.toMatchObject({ executions: [] });
  });
});

it("the probe says whose token it is, and how the clocks differ", async () => {
  put("a");
  await expect(lab.probe()).resolves.toEqual({
    apiVersion: "v1",
    clockAheadMs: 0,
    tenantId: simulator.settings.tenantId,
    tokenOwner: simulator.settings.userId,
    recentExecutions: 1,
  });
});

function isSeveral(target: object): boolean {
  return JSON.stringify(target).includes('"jobNames":["one","two"');
}
