import type { LookupOf } from "@perfecto-bot/cards";
import type { Execution } from "@perfecto-bot/domain";
import { anExecution, aSubscription, NINE } from "@perfecto-bot/domain/testing";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { executionsEvery, type Script } from "../../ask/testing/scripted-lab.ts";
import { createDesk } from "../create-desk.ts";
import { ELSEWHERE, failing, openDesk, QUINN, type OpenDesk } from "../testing/open-desk.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const iphone = { kind: "device", deviceId: "00008030", maker: "Apple", model: "iPhone 15" } as const;
const pixel = { kind: "device", deviceId: "R5CT", maker: "Google", model: "Pixel 9" } as const;

/** What ran in the last hours: three builds' worth, the newest last. */
const RUNS: readonly Execution[] = [
  run("Nightly Regression", 300, { tags: ["smoke", "login"], owner: "ana", platforms: [iphone] }),
  run("Nightly Smoke", 200, { tags: ["smoke"], owner: "ben", platforms: [pixel] }),
  run("Payments", 100, { tags: ["smoke", "Slow, or flaky"], owner: "ana", platforms: [iphone] }),
];

function run(job: string, minutesAgo: number, overrides: Partial<Execution> = {}): Execution {
  const startedAtMs = NINE - minutesAgo * MINUTE_MS;
  return anExecution({ id: `${job}${minutesAgo}`, job: { name: job, number: 1 }, startedAtMs, ...overrides });
}

const lookUp = ({ desk }: OpenDesk, of: LookupOf, typed: string): Promise<readonly string[]> =>
  desk.lookUp(QUINN, of, typed);
const asksOf = ({ labs }: OpenDesk, lab = "acme"): number => labs.get(lab)?.asked.length ?? 0;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("a lookup", () => {
  it.each<[of: LookupOf, typed: string, offered: readonly string[]]>([
    ["job", "", ["Payments", "Nightly Smoke", "Nightly Regression"]],
    ["job", "Night", ["Nightly Smoke", "Nightly Regression", "Night"]],
    ["job", "regression", ["Nightly Regression", "regression"]],
    ["job", "night*", ["night*", "Nightly Smoke", "Nightly Regression"]],
    ["job", "payments", ["Payments", "payments"]],
    ["job", "Paymnets", ["Payments", "Paymnets"]],
    ["job", "Brand new", ["Brand new"]],
    ["device", "", ["Apple iPhone 15", "Google Pixel 9", "00008030", "R5CT"]],
    ["device", "pixel", ["Google Pixel 9", "pixel"]],
    ["device", "r5", ["R5CT", "r5"]],
    ["device", "Apple*", ["Apple*", "Apple iPhone 15"]],
    ["tag", "", ["smoke", "Slow, or flaky", "login"]],
    ["tag", "s", ["smoke", "Slow, or flaky", "s"]],
    ["owner", "", ["ana", "ben"]],
    ["owner", "BEN", ["ben"]],
  ])("of %s for %j", async (of, typed, offered) => {
    expect(await lookUp(openDesk({ executions: RUNS }), of, typed)).toEqual(offered);
  });

  it("of jobs knows those that were seen before, too, by when they were", async () => {
    const open = openDesk({ executions: RUNS });
    await open.parts.pictures.rememberJobNames("acme", ["Monthly"], NINE - 20 * DAY_MS);
    await open.parts.pictures.rememberJobNames("acme", ["Hourly"], NINE - MINUTE_MS);
    expect(await lookUp(open, "job", "")).toEqual([
      "Hourly",
      "Payments",
      "Nightly Smoke",
      "Nightly Regression",
      "Monthly",
    ]);
  });

  it("makes its jobs known to others", async () => {
    const open = openDesk({ executions: RUNS });
    await lookUp(open, "tag", "");
    const names = await open.parts.pictures.jobNames("acme", 10);
    expect(names.map(({ name }) => name).toSorted()).toEqual(["Nightly Regression", "Nightly Smoke", "Payments"]);
  });

  it("offers names of all labs, the best known of them first, each once", async () => {
    const open = openDesk({
      acme: { executions: [run("A", 30, { tags: ["x", "Shared"] }), run("A", 31, { tags: ["x"] })] },
      other: { executions: [run("B", 20, { tags: ["shared"] }), run("C", 40, { tags: ["shared", "y"] })] },
    });
    expect(await lookUp(open, "job", "")).toEqual(["B", "A", "C"]);
    expect(await lookUp(open, "tag", "")).toEqual(["x", "shared", "y"]);
  });

  it("says nothing of what others subscribed to, and the same wherever it is asked", async () => {
    const open = openDesk({ executions: RUNS });
    const secret = aSubscription({
      conversation: ELSEWHERE,
      job: "Secret project",
      filter: [{ key: "tag", negated: false, values: ["secret tag"] }],
    });
    await open.parts.subscriptions.put(secret, {
      atMs: NINE,
      conversation: ELSEWHERE,
      person: "U2",
      action: "",
      detail: "",
    });
    expect(await lookUp(open, "job", "Secret")).toEqual(["Secret"]);
    expect(await lookUp(open, "tag", "secret")).toEqual(["secret"]);
    const elsewhere = await open.desk.lookUp({ ...QUINN, conversation: ELSEWHERE, person: "U2" }, "job", "");
    expect(elsewhere).toEqual(await lookUp(open, "job", ""));
  });

  it("without labs offers what was typed", async () => {
    expect(await lookUp(openDesk({}), "job", "night*")).toEqual(["night*"]);
    expect(await lookUp(openDesk({}), "tag", "")).toEqual([]);
  });
});

describe("a slow lab", () => {
  function slow() {
    const told = Promise.withResolvers<void>();
    const script: Script = () => told.promise;
    const open = openDesk({ executions: RUNS, script });
    return { open, told };
  }

  it("is waited for less than two seconds; what it tells later is there for the next letter", async () => {
    const { open, told } = slow();
    let offered: readonly string[] | undefined;
    void lookUp(open, "tag", "smo").then((names) => (offered = names));
    await vi.advanceTimersByTimeAsync(1_900);
    expect(offered).toEqual(["smo"]);
    expect(await lookUp(open, "tag", "smok")).toEqual(["smok"]);
    told.resolve();
    await vi.advanceTimersByTimeAsync(0);
    expect(await lookUp(open, "tag", "smoke")).toEqual(["smoke"]);
    expect(await lookUp(open, "tag", "s")).toEqual(["smoke", "Slow, or flaky", "s"]);
    expect(asksOf(open)).toBe(1);
  });

  it("does not hold back what is known already", async () => {
    const { open } = slow();
    await open.parts.pictures.rememberJobNames("acme", ["Hourly"], NINE);
    const offered = lookUp(open, "job", "hour");
    await vi.advanceTimersByTimeAsync(1_900);
    expect(await offered).toEqual(["Hourly", "hour"]);
  });

  it("does not hold back another lab", async () => {
    const open = openDesk({
      acme: { executions: RUNS },
      slow: { executions: RUNS, script: () => new Promise(() => undefined) },
    });
    const offered = lookUp(open, "owner", "");
    await vi.advanceTimersByTimeAsync(1_900);
    expect(await offered).toEqual(["ana", "ben"]);
  });

  it("that hangs is given up after a minute, and asked again", async () => {
    const open = openDesk({
      executions: RUNS,
      script: (_query, index, signal) =>
        index > 0
          ? undefined
          : new Promise((resolve) => signal?.addEventListener("abort", () => resolve(), { once: true })),
    });
    void lookUp(open, "tag", "");
    open.clock.nowMs += MINUTE_MS;
    await vi.advanceTimersByTimeAsync(MINUTE_MS - 1);
    expect(await lookUp(open, "tag", "sm")).toEqual(["sm"]);
    expect(asksOf(open)).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(await lookUp(open, "tag", "sm")).toEqual(["smoke", "sm"]);
    expect(asksOf(open)).toBe(2);
  });
});

describe("a lab that is down", () => {
  it("leaves what was typed, and what was seen before", async () => {
    const open = openDesk({ executions: RUNS, script: failing("unreachable") });
    await open.parts.pictures.rememberJobNames("acme", ["Hourly"], NINE);
    expect(await lookUp(open, "tag", "smoke")).toEqual(["smoke"]);
    expect(await lookUp(open, "device", "")).toEqual([]);
    expect(await lookUp(open, "job", "h*")).toEqual(["h*", "Hourly"]);
    expect(open.errors).toMatchObject([{ kind: "unreachable" }]);
  });

  it("is asked again once a minute, until it answers", async () => {
    let isDown = true;
    const script: Script = (...asked) => (isDown ? failing("unreachable")(...asked) : undefined);
    const open = openDesk({ executions: RUNS, script });
    await lookUp(open, "tag", "s");
    open.clock.nowMs += MINUTE_MS - 1;
    for (const typed of ["sm", "smo", "smok"]) expect(await lookUp(open, "tag", typed)).toEqual([typed]);
    expect(asksOf(open)).toBe(1);
    open.clock.nowMs += 1;
    isDown = false;
    expect(await lookUp(open, "tag", "sm")).toEqual(["smoke", "sm"]);
    expect(asksOf(open)).toBe(2);
  });

  it("takes nothing away that was known", async () => {
    let isDown = false;
    const script: Script = (...asked) => (isDown ? failing("unreachable")(...asked) : undefined);
    const open = openDesk({ executions: RUNS, script });
    await lookUp(open, "tag", "");
    isDown = true;
    open.clock.nowMs += 6 * 60 * MINUTE_MS;
    expect(await lookUp(open, "tag", "sm")).toEqual(["smoke", "sm"]);
  });

  it.each(["jobNames", "rememberJobNames"] as const)("nor does memory that fails: %s", async (method) => {
    const open = openDesk({ executions: RUNS });
    const down = async (): Promise<never> => {
      throw new Error("no connection");
    };
    const desk = createDesk({ ...open.parts, pictures: { ...open.parts.pictures, [method]: down } });
    expect(await desk.lookUp(QUINN, "job", "pay")).toEqual(["Payments", "pay"]);
    expect(open.errors).toEqual([new Error("no connection")]);
  });
});

describe("a lab is spared", () => {
  it("by sharing one reading among all who type, whatever they look up", async () => {
    const open = openDesk({ executions: RUNS });
    const lookups: readonly LookupOf[] = ["job", "device", "tag", "owner"];
    const typed = ["", "s", "sm", "smo", "smok", "smoke"];
    await Promise.all(lookups.flatMap((of) => typed.map((text) => lookUp(open, of, text))));
    expect(asksOf(open)).toBe(1);
    open.clock.nowMs += 4 * MINUTE_MS;
    await lookUp(open, "job", "");
    expect(asksOf(open)).toBe(1);
  });

  it("by reading no more than three pages of a day", async () => {
    const many = executionsEvery(MINUTE_MS, 1_000);
    const open = openDesk({ executions: many });
    await lookUp(open, "tag", "");
    expect(open.labs.get("acme")?.asked).toEqual([{ startedFromMs: NINE - DAY_MS, maxPages: 3 }]);
    expect(open.labs.get("acme")?.pages()).toBe(3);
  });

  it("by reading anew after five minutes, behind what is known", async () => {
    const told: PromiseWithResolvers<void>[] = [];
    const script: Script = (_query, index) => (told[index] = Promise.withResolvers()).promise;
    const open = openDesk({ executions: RUNS, script });
    const first = lookUp(open, "tag", "");
    told[0]?.resolve();
    await first;
    open.clock.nowMs += 5 * MINUTE_MS;
    expect(await lookUp(open, "tag", "sm")).toEqual(["smoke", "sm"]);
    expect(asksOf(open)).toBe(2);
    expect(await lookUp(open, "tag", "sm")).toEqual(["smoke", "sm"]);
    expect(asksOf(open)).toBe(2);
  });
});
