import { vendorSampleExecutions } from "@perfecto-bot/simulators/lab";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { noonMs, wireContext } from "../testing/wire-context.ts";
import { parseExecutionsPage } from "./parse-executions-page.ts";

/** The one execution of a page with this resource. */
function one(resource: unknown, context = wireContext()) {
  return parseExecutionsPage({ resources: [resource] }, context)?.executions[0];
}

describe("the vendor's sample", () => {
  const context = wireContext();
  const page = parseExecutionsPage(JSON.stringify(vendorSampleExecutions), context);

  it("keeps every execution, with what is plausible", () => {
    expect(page?.executions).toStrictEqual([
      {
        lab: "demo",
        id: "5ad4888888c00080dd75a",
        name: "com.example.playground",
        status: "PASSED",
        externalId: "888888@devtools.com_RemoteWebDriver_08-08-16_06_66_36",
        owner: "instrumentedtest@devtools.com",
        startedAtMs: 1523858478650,
        tags: ["a55582871-c524-4f31-a41f-f5888541a61", "7a22587b-ac2a-4956-8328-865469838"],
        platforms: [
          {
            kind: "device",
            deviceId: "#1234DEB31",
            maker: "Samsung",
            model: "Galaxy S5 SM-G900A",
            os: "Android",
            osVersion: "6.0.1",
          },
        ],
        videos: [
          {
            startedAtMs: 1588858467015,
            url: "https://perfectomobile.com/ITMS/c456....4210b9c709df58d20fc33fae32a05bf82666.mp4",
          },
        ],
        artifacts: [
          {
            type: "DEVICE_LOGS",
            url: "https://reporting.perfectomobile.com/...instrumentedtest%40devtools.com_RemoteWebDrivebl75311.zip",
          },
        ],
        reportUrl: "https://reporting.perfectomobile.com/test/5ad488880dd75a",
      },
      {
        lab: "demo",
        id: "5ad6668005aade1",
        name: "CHECK",
        status: "PASSED",
        externalId: "1_2874520F-B013-B3AAFB1E6B64--60D14568107A16E2C6FB5--@@100.66.239.67@@1848",
        owner: "saes@gmail.com",
        endedAtMs: 1523857445638,
        job: { name: "Sample Job", number: 45 },
        project: { name: "Sample Script", version: "1.0" },
        tags: ["Native", "Java", "Sample"],
        platforms: [
          {
            kind: "browser",
            requested:
              "browserName=Internet Explorer browserVersion=11 location=US East platformName=Windows platformVersion=10 resolution=1024x768",
            browser: "Internet Explorer",
            browserVersion: "11",
            os: "Windows",
            osVersion: "10",
          },
        ],
        videos: [
          {
            startedAtMs: 1523845681000,
            url: "https://perfectomobile.com/branchtest/samples@gmail.com/.....68ff8f616766ad6c9c3348c678cd81.mp4",
          },
        ],
        artifacts: [],
        reportUrl: "https://reporting.perfectomobile.com/test/4564849684adef1",
      },
    ]);
  });

  it("counts what is not", () => {
    expect(context.noted.toSorted()).toEqual(["end-before-start", "end-before-start", "stamp", "stamp"]);
  });

  it("reads what it says of itself", () => {
    expect(page).toMatchObject({
      resourceCount: 2,
      processing: "complete",
      truncated: false,
      labClockMs: 1523859648413,
      tenantId: "bperfectomobile-com",
      tokenOwner: "reporting@perfectomobile.com",
    });
  });
});

describe("metadata", () => {
  it.each([
    ["PROCESSING_COMPLETE", "complete"],
    ["processing_complete", "complete"],
    ["PROCESSING", "processing"],
    ["SOMETHING_ELSE", "unknown"],
    [undefined, "unknown"],
    [7, "unknown"],
  ])("processingStatus %j is %s", (processingStatus, processing) => {
    expect(parseExecutionsPage({ resources: [], metadata: { processingStatus } }, wireContext())).toMatchObject({
      processing,
    });
  });

  it.each([
    [true, true],
    [false, false],
    ["TRUE", true],
    ["false", false],
    [undefined, undefined],
    [1, undefined],
  ])("truncated %j is %j", (truncated, expected) => {
    expect(parseExecutionsPage({ resources: [], metadata: { truncated } }, wireContext())?.truncated).toBe(expected);
  });

  it("makes an answer without resources an empty one", () => {
    expect(parseExecutionsPage({ metadata: {} }, wireContext())?.resourceCount).toBe(0);
  });
});

it.each([["<html>"], [""], ["null"], ["[]"], ["{}"], [{ resources: {} }], [[{ userMessage: "no" }]], [undefined], [7]])(
  "%j is no executions report",
  (input) => expect(parseExecutionsPage(input, wireContext())).toBeUndefined(),
);

describe("one execution", () => {
  it("needs an id and nothing else", () => {
    const context = wireContext();
    expect(one({ id: "a b/c" }, context)).toStrictEqual({
      lab: "demo",
      id: "a b/c",
      name: "Unnamed test",
      status: "UNKNOWN",
      tags: [],
      platforms: [],
      videos: [],
      artifacts: [],
      reportUrl: "https://demo.app.perfectomobile.com/reporting/test/a%20b%2Fc",
    });
    expect(context.noted).toEqual(["status"]);
  });

  it.each([[{}], [{ id: "" }], [{ id: "  " }], [{ id: null }], [{ id: {} }], [null], ["x"], [[]]])(
    "is skipped and counted without a usable id: %j",
    (resource) => {
      const context = wireContext();
      const page = parseExecutionsPage({ resources: [resource, { id: 7, status: "FAILED" }] }, context);
      expect(page?.executions.map(({ id }) => id)).toEqual(["7"]);
      expect(page?.resourceCount).toBe(2);
      expect(context.noted).toEqual(["no-id"]);
    },
  );

  it.each([
    [45, 45, []],
    ["45", 45, []],
    [0, undefined, []],
    ["0", undefined, []],
    [null, undefined, []],
    [undefined, undefined, []],
    ["45a", undefined, ["job-number"]],
    [-3, undefined, ["job-number"]],
    [4.5, undefined, ["job-number"]],
    [2 ** 60, undefined, ["job-number"]],
    [{}, undefined, ["job-number"]],
  ])("job number %j is %j", (number, expected, noted) => {
    const context = wireContext();
    const job = one({ id: "x", status: "PASSED", job: { name: "Nightly", number, branch: "main" } }, context)?.job;
    expect(job).toStrictEqual({
      name: "Nightly",
      branch: "main",
      ...(expected === undefined ? {} : { number: expected }),
    });

    expect(context.noted).toEqual(noted);
  });

  it.each([["x".repeat(501)], ["🚀".repeat(170)]])("is left out where its name fits into no request: %s", (name) => {
    const context = wireContext();
    const execution = one({ id: "x", status: "PASSED", job: { name, number: 1 } }, context);
    expect([execution?.id, execution?.job, context.noted]).toEqual(["x", undefined, ["job-name"]]);
  });

  it.each([
    ["main", "main"],
    ["origin/main", "main"],
    ["refs/heads/feature/login", "feature/login"],
    [" main ", "main"],
    ["origin/", "origin/"],
    ["", undefined],
    ["  ", undefined],
    [7, "7"],
    [{}, undefined],
    [undefined, undefined],
  ])("branch %j is %j", (branch, expected) => {
    const context = wireContext();
    const job = one({ id: "x", status: "PASSED", job: { name: "Nightly", branch } }, context)?.job;
    expect(job).toStrictEqual({ name: "Nightly", ...(expected === undefined ? {} : { branch: expected }) });
    expect(context.noted).toEqual([]);
  });

  it("has the row of data it ran with, and on each platform what was asked for", () => {
    const execution = one({
      id: "x",
      parameters: [{ name: "card", value: "visa" }],
      platforms: [
        { mobileInfo: { model: "iPhone 15" }, selectionCriteria: { model: "iPhone.*", securityToken: "SECRET" } },
      ],
    });
    expect(execution?.parameters).toEqual([{ name: "card", value: "visa" }]);
    expect(execution?.platforms).toEqual([{ kind: "device", requested: "model=iPhone.*", model: "iPhone 15" }]);
    expect(one({ id: "x", parameters: null })).not.toHaveProperty("parameters");
  });

  it("has no job without a name", () => {
    expect(one({ id: "x", job: { number: 4, branch: "main" } })).not.toHaveProperty("job");
  });

  it.each([
    ["passed", "PASSED"],
    ["Blocked ", "BLOCKED"],
    ["UNKNOWN", "UNKNOWN"],
    ["SKIPPED", "UNKNOWN"],
    [3, "UNKNOWN"],
  ])("status %j is %s", (status, expected) => expect(one({ id: "x", status })?.status).toBe(expected));

  it("is unfinished with end 0", () => {
    const context = wireContext();
    expect(one({ id: "x", status: "UNKNOWN", startTime: noonMs, endTime: 0 }, context)).not.toHaveProperty("endedAtMs");
    expect(context.noted).toEqual([]);
  });

  it("builds the report link where the lab's leads elsewhere", () => {
    const context = wireContext();
    const execution = one({ id: "x", status: "PASSED", reportURL: "https://evil.example/test/x" }, context);
    expect(execution?.reportUrl).toBe("https://demo.app.perfectomobile.com/reporting/test/x");
    expect(context.noted).toEqual(["foreign-link"]);
  });

  it("keeps artifacts with a link, types in upper case", () => {
    const path = "https://demo.app.perfectomobile.com/a.zip";
    const artifacts = [{ type: "accessibility", path, fileName: "a.zip" }, { path }, { type: "NETWORK" }, "x"];
    expect(one({ id: "x", artifacts })?.artifacts).toStrictEqual([
      { type: "ACCESSIBILITY", url: path, fileName: "a.zip" },
      { type: "UNKNOWN", url: path },
    ]);
  });

  it("keeps no video that shows nothing, and no streaming link", () => {
    const videos = [{}, { streamingUrl: "https://demo.perfectomobile.com/a.mp4" }, { startTime: noonMs }];
    expect(one({ id: "x", videos })?.videos).toStrictEqual([{ startedAtMs: noonMs }]);
  });

  it("turns half characters into whole ones", () => {
    expect(one({ id: "x\ud800", name: "\udc00" })).toMatchObject({ id: "x\ufffd", name: "\ufffd" });
  });
});

describe("any JSON at all", () => {
  const keys = [
    "id name owner startTime endTime status message failureReasonName job number branch project version tags platforms",
    "parameters selectionCriteria selectionCriteriaV2 model platformName videos artifacts reportURL os osVersion mobileInfo browserInfo browserType type path downloadUrl __proto__ toString",
  ].flatMap((line) => line.split(" "));
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.jsonValue(),
      fc.constantFrom(0, 1, 1523845681, 1523858478650, 15238557905579, -1, 1e308, "FAILED", "\ud800", "https://a b"),
      fc.array(tie("tree"), { maxLength: 4 }),
      fc.dictionary(fc.constantFrom(...keys), tie("tree"), { maxKeys: 12 }),
    ),
  }));
  const resource = fc.dictionary(fc.constantFrom(...keys), tree, { maxKeys: 20 });

  it("never throws", () => {
    fc.assert(
      fc.property(fc.oneof(tree, fc.record({ resources: tree, metadata: tree })), (value) => {
        expect(() => parseExecutionsPage(value, wireContext())).not.toThrow();
        expect(() => parseExecutionsPage(JSON.stringify(value), wireContext())).not.toThrow();
      }),
    );
  });

  it("never loses an execution with an id", () => {
    const entry = fc.tuple(fc.uuid(), resource).map(([id, members]) => ({ ...members, id }));
    fc.assert(
      fc.property(fc.array(fc.oneof(entry, tree), { maxLength: 6 }), (resources) => {
        const ids = resources.flatMap((value) =>
          typeof value === "object" &&
          value !== null &&
          "id" in value &&
          typeof value.id === "string" &&
          value.id.trim()
            ? [value.id.toWellFormed()]
            : [],
        );
        const page = parseExecutionsPage({ resources, metadata: {} }, wireContext());
        expect(page?.executions.map(({ id }) => id)).toEqual(expect.arrayContaining(ids));
      }),
    );
  });
});
