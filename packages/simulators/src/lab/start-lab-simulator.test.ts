import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  type LabExecution,
  type LabSimulator,
  type RepeatedJobName,
  startLabSimulator,
  vendorSampleCommands,
  vendorSampleExecutions,
  vendorSampleLabExecutions,
  type WireExecution,
  type WireExecutionsAnswer,
} from "./index.ts";

const noonMs = Date.UTC(2026, 10, 20, 12);
let nowMs = noonMs;
let lab: LabSimulator;

beforeEach(async () => {
  nowMs = noonMs;
  lab = await startLabSimulator({ now: () => nowMs });
});
afterEach(() => lab.stop());

const ask = (query: string, version = "v1", header = "Perfecto-Authorization") =>
  fetch(`${lab.baseUrl}/export/api/${version}/test-executions${query}`, { headers: { [header]: lab.token } });
const list = async (query: string): Promise<WireExecutionsAnswer> => JSON.parse(await (await ask(query)).text());
const ids = async (query: string) => (await list(query)).resources.map(({ id }) => id);

function execution(id: string, more: Partial<WireExecution> = {}, timing: Partial<LabExecution> = {}): LabExecution {
  return { resource: { id, startTime: noonMs - 60_000, status: "PASSED", ...more }, ...timing };
}

it("tells of each request as it comes, until it is told to stop", async () => {
  const heard: string[] = [];
  const stop = lab.requests.on(({ target }) => heard.push(target.kind));
  await ask("");
  await fetch(`${lab.baseUrl}/reporting/test/none`);
  expect(heard).toEqual(["executions", "report"]);
  stop();
  await ask("");
  expect([heard.length, lab.requests.all.length]).toEqual([2, 3]);
});

it("lists everything it holds, newest start first, also what does not show yet", () => {
  const hidden = execution("hidden", { startTime: noonMs - 1_000 }, { visibleAtMs: noonMs + 60_000 });
  lab.putAll([execution("old", { startTime: noonMs - 9_000 }), hidden, execution("new", { startTime: noonMs })]);
  expect([...lab.all()].map(({ resource }) => resource.id)).toEqual(["new", "hidden", "old"]);
});

describe("filters", () => {
  beforeEach(() => {
    lab.putAll([
      execution("a", { startTime: noonMs - 4_000, job: { name: "one", number: 1 }, tags: ["x"], externalId: "s1" }),
      execution("b", {
        startTime: noonMs - 3_000,
        job: { name: "one", number: 2 },
        tags: ["y", "z"],
        externalId: "s2",
      }),
      execution("c", { startTime: noonMs - 2_000, job: { name: "two", number: 1 }, tags: ["x"], externalId: "s2" }),
      execution("d", { startTime: noonMs - 1_000 }),
    ]);
  });

  it.each([
    ["", "dcba"],
    ["?jobName[0]=one", "ba"],
    ["?jobName%5B0%5D=one", "ba"],
    ["?jobName%5B0%5D=one&jobName%5B1%5D=two", "cba"],
    ["?jobName[0]=one&jobNumber[0]=2", "b"],
    ["?jobNumber[0]=1", "ca"],
    ["?jobName[0]=missing", ""],
    ["?externalId[0]=s2", "cb"],
    ["?externalId[0]=s1&externalId[1]=s2", "cba"],
    ["?externalId[0]=s2&jobName[0]=two", "c"],
    ["?tags[0]=x", "ca"],
    ["?tags[0]=x&tags[1]=z", "cba"],
    ["?tags[0]=x&jobName[0]=one", "a"],
    [`?startExecutionTime[0]=${noonMs - 2_000}`, "dc"],
    [`?startExecutionTime[0]=${noonMs - 3_000}&endExecutionTime[0]=${noonMs - 2_000}`, "cb"],
    [`?startExecutionTime[0]=${noonMs - 3_000}&jobName[0]=one`, "b"],
    [`?endExecutionTime[0]=${noonMs - 2_000}`, "dcba"],
    ["?status[0]=FAILED&_search=&jobName=one&id=a", "dcba"],
  ])("%s gives %s", async (query, expected) => {
    expect((await ids(query)).join("")).toBe(expected);
  });

  it.each<[RepeatedJobName, string, string]>([
    ["or", "cba", "ba"],
    ["first-only", "ba", "ba"],
    ["and", "", "ba"],
    ["ignored", "dcba", "ba"],
  ])("with repeated names meaning %s", async (repeatedJobName, both, alone) => {
    lab.configure({ repeatedJobName });
    expect((await ids("?jobName[0]=one&jobName[1]=two")).join("")).toBe(both);
    expect((await ids("?jobName[0]=one")).join("")).toBe(alone);
  });

  it("finds an execution by its new values after it was replaced, and nothing of a removed one", async () => {
    lab.put(execution("a", { job: { name: "two", number: 7 }, externalId: "s9" }));
    expect(await ids("?jobName[0]=one")).toEqual(["b"]);
    expect(await ids("?externalId[0]=s1")).toEqual([]);
    expect(await ids("?externalId[0]=s9")).toEqual(["a"]);
    expect(lab.size).toBe(4);
    expect(lab.remove("a")).toBe(true);
    expect(lab.remove("a")).toBe(false);
    expect(await ids("")).toEqual(["d", "c", "b"]);
    expect(lab.highestNumberOf("two")).toBe(1);
  });

  it("remembers what was asked, without the token", async () => {
    await ask("?jobName[0]=one&status[0]=FAILED&_page=3");
    await fetch(`${lab.baseUrl}/export/api/v1/test-executions`);
    const [first, second] = lab.requests.all;
    expect(first).toMatchObject({
      method: "GET",
      path: "/export/api/v1/test-executions",
      hasToken: true,
      atMs: noonMs,
      target: { kind: "executions", filters: { jobNames: ["one"], page: 3, ignored: ["status[0]"] } },
    });
    expect(second?.hasToken).toBe(false);
    expect(JSON.stringify(lab.requests.all)).not.toContain(lab.token);
    expect([lab.requests.count(), lab.requests.count("commands")]).toEqual([2, 0]);
  });
});

describe("pages", () => {
  it("cuts at the page size and says whether there is more", async () => {
    lab.configure({ pageSize: 3 });
    for (let index = 0; index < 7; index++) lab.put(execution(`e${index}`, { startTime: noonMs + index }));
    const pages = await Promise.all([1, 2, 3, 4].map((page) => list(`?_page=${page}`)));
    expect(pages.map((page) => page.resources.map(({ id }) => id))).toEqual([
      ["e6", "e5", "e4"],
      ["e3", "e2", "e1"],
      ["e0"],
      [],
    ]);
    expect(pages.map(({ metadata }) => [metadata.page, metadata.truncated])).toEqual([
      [1, true],
      [2, true],
      [3, false],
      [4, false],
    ]);
  });

  it("has the vendor's size by default", async () => {
    for (let index = 0; index < 501; index++) lab.put(execution(`e${index}`));
    const { resources, metadata } = await list("");
    expect([resources.length, metadata.truncated]).toEqual([500, true]);
  });
});

describe("time", () => {
  it("shows an execution only when its driver closed, whatever its start", async () => {
    lab.put(execution("late", { startTime: noonMs - 3_600_000, job: { name: "j" } }, { visibleAtMs: noonMs + 1_000 }));
    expect(await ids("?jobName[0]=j")).toEqual([]);
    expect((await ask("/late/commands")).status).toBe(404);
    nowMs += 1_000;
    expect(await ids("?jobName[0]=j")).toEqual(["late"]);
    expect(await ids(`?startExecutionTime[0]=${noonMs - 60_000}`)).toEqual([]);
  });

  it("says PROCESSING for an answer as long as one execution in it processes", async () => {
    const media = { videos: [{ format: "MP4" }], artifacts: [{ type: "VITALS" }] };
    lab.put(execution("done", { ...media, externalId: "s1" }));
    lab.put(execution("busy", { ...media, externalId: "s2" }, { settlesAtMs: noonMs + 5_000 }));
    const status = async (query: string) => (await list(query)).metadata.processingStatus;
    expect(await status("")).toBe("PROCESSING");
    expect(await status("?externalId[0]=s1")).toBe("PROCESSING_COMPLETE");
    expect(await status("?externalId[0]=s2")).toBe("PROCESSING");
    expect(await status("?externalId[0]=none")).toBe("PROCESSING_COMPLETE");
    expect((await list("?externalId[0]=s2")).resources[0]).toMatchObject({ videos: [], artifacts: [] });
    lab.configure({ mediaWhileProcessing: "listed" });
    expect((await list("?externalId[0]=s2")).resources[0]).toMatchObject(media);
    nowMs += 5_000;
    expect(await status("")).toBe("PROCESSING_COMPLETE");
  });

  it("gives the page its own status, not that of the pages around it", async () => {
    lab.configure({ pageSize: 1 });
    lab.put(execution("old", { startTime: 1 }, { settlesAtMs: noonMs + 1 }));
    lab.put(execution("new", { startTime: 2 }));
    expect((await list("?_page=1")).metadata.processingStatus).toBe("PROCESSING_COMPLETE");
    expect((await list("?_page=2")).metadata.processingStatus).toBe("PROCESSING");
  });

  it("refuses a start that is too old", async () => {
    lab.configure({ retentionMs: 1_000 });
    expect(await (await ask(`?startExecutionTime[0]=${noonMs - 1_001}`)).json()).toEqual([
      { userMessage: "Time period is not in supported range" },
    ]);
    expect(await ids(`?startExecutionTime[0]=${noonMs - 1_000}`)).toEqual([]);
  });
});

describe("access", () => {
  it.each(["PERFECTO-AUTHORIZATION", "Perfecto-Authorization", "PERFECTO_AUTHORIZATION"])(
    "takes the token in %s",
    async (header) => {
      expect((await ask("", "v3", header)).status).toBe(200);
    },
  );

  it.each([401, 403, 500, 200] as const)("refuses an expired token with %i and an array", async (wrongTokenStatus) => {
    lab.configure({ wrongTokenStatus });
    lab.expireToken();
    const refused = await ask("");
    expect(refused.status).toBe(wrongTokenStatus);
    expect(await refused.json()).toEqual([
      { userMessage: expect.stringMatching(/^Failed decoding the offline token: /u) },
    ]);
    lab.setToken("fresh");
    expect((await ask("")).status).toBe(200);
  });

  it("cannot resolve the tenant without a token or with one of another lab", async () => {
    const url = `${lab.baseUrl}/export/api/v1/test-executions`;
    const headers = { "Perfecto-Authorization": lab.foreignToken };
    for (const response of [await fetch(url), await fetch(url, { headers })]) {
      expect(await response.json()).toEqual([{ userMessage: "Missing Perfecto-TenantId header" }]);
    }
  });

  it("answers 404 for a version it does not have and 405 for other methods", async () => {
    lab.configure({ apiVersions: ["v1"] });
    expect((await ask("", "v3")).status).toBe(404);
    const posted = await fetch(`${lab.baseUrl}/export/api/v1/test-executions`, { method: "POST" });
    expect(posted.status).toBe(405);
  });
});

describe("the vendor's samples", () => {
  it("are served as they are", async () => {
    lab.putAll(vendorSampleLabExecutions());
    const { resources } = await list("");
    expect(resources).toHaveLength(2);
    expect(resources).toEqual(expect.arrayContaining([...vendorSampleExecutions.resources]));
    expect(await ids("?jobName[0]=Sample%20Job&jobNumber[0]=45")).toEqual(["5ad6668005aade1"]);
  });

  it("keep what is odd in them", () => {
    const [first, second] = vendorSampleExecutions.resources;
    expect(first?.job).toBeUndefined();
    expect(first?.endTime).toBeLessThan(first?.startTime ?? 0);
    expect(first?.videos?.[0]?.endTime).toBe(152385888894);
    expect(String(second?.startTime)).toHaveLength(14);
    expect(second?.artifacts).toEqual([]);
    expect(vendorSampleCommands.metadata.createdAt).toBe("1452419076769");
  });

  it("have their commands in the forms of v1 and v3", async () => {
    lab.putAll(vendorSampleLabExecutions());
    const commands = vendorSampleCommands.resources[0]?.commands;
    const v1 = await (await ask("/5ad6668005aade1/commands", "v1")).json();
    expect(v1).toMatchObject({
      resources: [{ testExecutionId: "5ad6668005aade1", commands }],
      metadata: { createdAt: String(noonMs), apiVersion: "v1" },
    });
    const v3 = await (await ask("/5ad6668005aade1/commands", "v3")).json();
    expect(v3).toMatchObject({ resources: [{ name: "Test step", commands }], metadata: { apiVersion: "v3" } });
  });
});

describe("pages for people", () => {
  it("say that they are simulated and escape everything", async () => {
    const evil = `<script>alert("1")</script>`;
    lab.put(
      execution(
        "a&b",
        { name: evil, message: evil, job: { name: evil }, platforms: [{ os: evil }], reportURL: evil },
        { commands: [{ name: evil, message: evil, status: "FAILURE" }] },
      ),
    );
    for (const path of ["test/a%26b", "library", "media/a%26b/video.mp4", "media/a%26b/shot.svg", "test/none"]) {
      const html = await (await fetch(`${lab.baseUrl}/reporting/${path}`)).text();
      expect(html).toMatch(/simulated/iu);
      expect(html).not.toContain("<script");
    }
    expect((await fetch(`${lab.baseUrl}/reporting/test/none`)).status).toBe(404);
  });

  it("filters the library like the API", async () => {
    lab.put(execution("a", { name: "Alpha", job: { name: "one" } }));
    lab.put(execution("b", { name: "Beta", job: { name: "two" } }));
    const html = await (await fetch(`${lab.baseUrl}/reporting/library?jobName%5B0%5D=one`)).text();
    expect(html).toContain("Alpha");
    expect(html).not.toContain("Beta");
  });
});

describe("being down", () => {
  it("refuses connections and comes back at the same address with everything it held", async () => {
    lab.put(execution("a"));
    await lab.goDown();
    await expect(ask("")).rejects.toThrow(TypeError);
    await lab.comeBack();
    expect(await ids("")).toEqual(["a"]);
  });
});
