import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  type FaultBehaviour,
  type LabSimulator,
  type LabFault,
  startLabSimulator,
  type WireExecutionsAnswer,
} from "./index.ts";

let lab: LabSimulator;

beforeEach(async () => {
  lab = await startLabSimulator({ pageSize: 2 });
  for (let index = 0; index < 5; index++) lab.put({ resource: { id: `e${index}`, startTime: index } });
});
afterEach(() => lab.stop());

const ask = (path = "", init: RequestInit = {}) =>
  fetch(`${lab.baseUrl}/export/api/v1/test-executions${path}`, {
    ...init,
    headers: { "Perfecto-Authorization": lab.token },
  });
const pages = async (...numbers: number[]) => {
  const answers: WireExecutionsAnswer[] = [];
  for (const number of numbers) answers.push(JSON.parse(await (await ask(`?_page=${number}`)).text()));
  return answers.map(({ resources, metadata }) => [resources.map(({ id }) => id).join(" "), metadata.truncated]);
};
const always = (behave: FaultBehaviour) => lab.faults.add({ match: "executions", times: Infinity, behave });

describe("which requests are hit", () => {
  const teapot = { kind: "status", status: 418 } as const;
  const paths = ["", "/e1/commands", ""];
  it.each<[string, Omit<LabFault, "behave">, number[]]>([
    ["the first execution list", { match: "executions" }, [418, 200, 200]],
    ["commands only", { match: "commands", times: 5 }, [200, 418, 200]],
    ["the whole API", { match: "api", times: 2 }, [418, 418, 200]],
    ["after some", { match: "api", after: 1 }, [200, 418, 200]],
    ["a path", { match: /executions$/, times: 2 }, [418, 200, 418]],
    ["a path, by a global expression", { match: /executions$/g, times: 2 }, [418, 200, 418]],
    ["a condition", { match: ({ target }) => target.kind === "commands" }, [200, 418, 200]],
  ])("%s", async (_name, where, expected) => {
    lab.faults.add({ ...where, behave: teapot });
    const statuses: number[] = [];
    for (const path of paths) statuses.push((await ask(path)).status);
    expect(statuses).toEqual(expected);
  });

  it("counts hits, uses up the oldest first, and can be taken back", async () => {
    const first = lab.faults.add({ match: "api", behave: { kind: "status", status: 500 } });
    const second = lab.faults.add({ match: "api", times: Infinity, behave: { kind: "status", status: 503 } });
    expect([(await ask()).status, (await ask()).status, (await ask()).status]).toEqual([500, 503, 503]);
    expect([first.hits, second.hits]).toEqual([1, 2]);
    second.remove();
    expect((await ask()).status).toBe(200);
    expect(lab.requests.all.map(({ fault }) => fault)).toEqual(["status", "status", "status", undefined]);
  });
});

describe("other answers", () => {
  it("status with and without Retry-After", async () => {
    lab.faults.add({ match: "api", behave: { kind: "status", status: 429, retryAfter: "7" } });
    lab.faults.add({ match: "api", behave: { kind: "status", status: 429 } });
    const [withIt, without] = [await ask(), await ask()];
    expect([withIt.status, withIt.headers.get("retry-after")]).toEqual([429, "7"]);
    expect([without.status, without.headers.get("retry-after")]).toEqual([429, null]);
  });

  it("an error array with status 200", async () => {
    always({ kind: "error-array", userMessage: "Something" });
    const response = await ask();
    expect([response.status, await response.json()]).toEqual([200, [{ userMessage: "Something" }]]);
  });

  it("a login page with status 200", async () => {
    always({ kind: "login-page" });
    const response = await ask();
    expect([response.status, response.headers.get("content-type")]).toEqual([200, "text/html;charset=UTF-8"]);
    expect(await response.text()).toContain("Sign in");
  });

  it("a redirect to another origin", async () => {
    always({ kind: "redirect", location: "http://127.0.0.1:9/elsewhere" });
    const response = await ask("", { redirect: "manual" });
    expect([response.status, response.headers.get("location")]).toEqual([302, "http://127.0.0.1:9/elsewhere"]);
  });
});

describe("the connection", () => {
  it("is reset", async () => {
    always({ kind: "reset" });
    await expect(ask()).rejects.toMatchObject({ cause: { code: expect.stringMatching(/ECONNRESET|UND_ERR_SOCKET/u) } });
  });

  it("hangs until the asker gives up, or the lab stops", async () => {
    always({ kind: "hang" });
    await expect(ask("", { signal: AbortSignal.timeout(50) })).rejects.toThrow(/timeout/u);
    const hanging = ask().catch((error: unknown) => error);
    await expect.poll(() => lab.requests.count()).toBe(2);
    await lab.stop();
    expect(await hanging).toBeInstanceOf(TypeError);
  });

  it("answers the truth late", async () => {
    lab.faults.add({ match: "api", behave: { kind: "slow", delayMs: 300 } });
    const order: string[] = [];
    const slow = ask().then((response) => order.push(`slow ${response.status}`));
    await expect.poll(() => lab.requests.count()).toBe(1);
    await ask().then(() => order.push("quick"));
    await slow;
    expect(order).toEqual(["quick", "slow 200"]);
  });

  it("delivers JSON that ends in the middle", async () => {
    always({ kind: "truncated-json" });
    const response = await ask();
    expect(response.status).toBe(200);
    await expect(response.json()).rejects.toThrow(SyntaxError);
  });
});

describe("lists", () => {
  it("go on for ever without resources", async () => {
    always({ kind: "endless-pages", fromPage: 3 });
    expect(await pages(1, 2, 3, 4, 99)).toEqual([
      ["e4 e3", true],
      ["e2 e1", true],
      ["", true],
      ["", true],
      ["", true],
    ]);
  });

  it("hide that there is more", async () => {
    always({ kind: "hidden-pages" });
    expect(await pages(1, 2, 3)).toEqual([
      ["e4 e3", false],
      ["e2 e1", false],
      ["e0", false],
    ]);
  });

  it("are complete and empty", async () => {
    always({ kind: "empty-complete" });
    const answer: WireExecutionsAnswer = JSON.parse(await (await ask()).text());
    expect([answer.resources, answer.metadata.processingStatus]).toEqual([[], "PROCESSING_COMPLETE"]);
  });

  it("repeat resources of the page before", async () => {
    always({ kind: "overlapping-pages", count: 1 });
    expect(await pages(1, 2, 3)).toEqual([
      ["e4 e3", true],
      ["e3 e2 e1", true],
      ["e1 e0", false],
    ]);
  });

  it("leave other requests alone", async () => {
    lab.faults.add({ match: "api", behave: { kind: "empty-complete" } });
    expect((await ask("/e1/commands")).status).toBe(200);
    expect(await pages(1)).toEqual([["", false]]);
  });

  it("still want the token", async () => {
    always({ kind: "empty-complete" });
    lab.expireToken();
    expect((await ask()).status).toBe(401);
  });
});
