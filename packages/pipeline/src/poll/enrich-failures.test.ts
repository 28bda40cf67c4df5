import type { Command, Enrichment } from "@perfecto-bot/domain";
import { anExecution, aMute, aSubscription, CHANNEL, NINE } from "@perfecto-bot/domain/testing";
import { describe, expect, it } from "vitest";
import { LabError, type LabErrorKind } from "../ports/lab.ts";
import { openPoll, type OpenPoll } from "./testing/open-poll.ts";
import { at, JOB, ran } from "./testing/ran.ts";

const TAP: Command = { name: "tap", status: "FAILURE", message: "Element not found", screenshots: [] };
const KEY = "j/acme/Nightly//45";

interface Commands {
  readonly poll: OpenPoll;
  /** Ids whose commands were asked for, in order. */
  readonly asked: readonly string[];
  /** What asking for these ends with from now on; of all others there are commands. */
  readonly fail: (kind: LabErrorKind, ids?: readonly string[]) => void;
  readonly heal: () => void;
}

async function openCommands(options: Parameters<typeof openPoll>[0] = {}): Promise<Commands> {
  const asked: string[] = [];
  let failing: { readonly kind: LabErrorKind; readonly ids: readonly string[] | undefined } | undefined;
  const poll = await openPoll({
    ...options,
    listCommands: async (id) => {
      asked.push(id);
      if (failing !== undefined && (failing.ids?.includes(id) ?? true)) throw new LabError(failing.kind, "acme", "no");
      return [TAP];
    },
  });
  return {
    poll,
    asked,
    fail: (kind, ids) => {
      failing = { kind, ids };
    },
    heal: () => {
      failing = undefined;
    },
  };
}

async function known({ parts: { pictures } }: OpenPoll, id: string): Promise<Enrichment | undefined> {
  return (await pictures.load(KEY))?.executions.get(id)?.enrichment;
}

const failures = (count: number) =>
  ran(Array.from({ length: count }, (_, index) => `t${String(index).padStart(3, "0")} F 0-2`).join(", "));

describe("trouble of the lab", () => {
  it.each<LabErrorKind>(["unreachable", "not-json", "rate-limited", "token-refused", "wrong-lab", "store-unavailable"])(
    "of a minute costs no failure its details: %s",
    async (kind) => {
      const { poll, fail, heal } = await openCommands();
      poll.show(ran("a F 0-2"));
      poll.moveTo(2);
      fail(kind);
      await poll.discover();
      await poll.runUntil(2 + 55 / 60, KEY);
      expect(await known(poll, "a@0")).toMatchObject({ state: "pending", attempts: 0 });
      heal();
      await poll.runUntil(5, KEY);
      expect(await known(poll, "a@0")).toMatchObject({ state: "done", failure: { command: "tap" } });
    },
  );

  it("of an hour shows the failure without them after two minutes, and with them when the lab is back", async () => {
    const { poll, asked, fail, heal } = await openCommands();
    poll.show(ran("a F 0-2"));
    poll.moveTo(2);
    fail("unreachable");
    await poll.discover();
    await poll.runUntil(4, KEY);
    expect(await known(poll, "a@0")).toMatchObject({ state: "pending" });
    await poll.runUntil(60, KEY);
    expect(await known(poll, "a@0")).toMatchObject({ state: "unavailable", attempts: 0 });
    expect(asked.length).toBeLessThan(25);
    poll.signalled();
    heal();
    await poll.runUntil(66, KEY);
    expect(await known(poll, "a@0")).toMatchObject({ state: "done", failure: { command: "tap" } });
    expect(poll.signalled().plan).toEqual([KEY]);
    expect(await poll.track(KEY)).toEqual({ kind: "done" });
  });

  it("is not tried on every failure: two answers end a look", async () => {
    const { poll, asked, fail } = await openCommands();
    poll.show(failures(40));
    poll.moveTo(2);
    fail("unreachable");
    await poll.discover();
    await poll.track(KEY);
    expect(asked.length).toBeLessThanOrEqual(4);
  });

  it("with one execution alone holds up no other", async () => {
    const { poll, fail } = await openCommands();
    poll.show(failures(40));
    poll.moveTo(2);
    fail("unreachable", ["t000@0"]);
    await poll.discover();
    await poll.track(KEY);
    expect(await known(poll, "t000@0")).toMatchObject({ state: "pending", troubles: 1 });
    for (const id of ["t001@0", "t039@0"]) expect(await known(poll, id)).toMatchObject({ state: "done" });
  });
});

describe("what the lab says of one execution", () => {
  it.each<LabErrorKind>(["not-found", "refused"])("counts, and is asked again for a day: %s", async (kind) => {
    const { poll, asked, fail } = await openCommands();
    poll.show(ran("a F 0-2"));
    poll.moveTo(2);
    fail(kind);
    await poll.discover();
    await poll.runUntil(4, KEY);
    expect(await known(poll, "a@0")).toMatchObject({ state: "unavailable", attempts: 5 });
    await poll.runOut();
    expect((await poll.parts.pictures.load(KEY))?.final?.reason).toBe("quiet");
    expect(asked.length).toBeGreaterThan(10);
    expect(asked.length).toBeLessThan(25);
    expect(poll.parts.now()).toBeGreaterThan(at(24 * 60));
    expect(await poll.open()).toEqual([]);
  });

  it("hours later is shown after all", async () => {
    const { poll, fail, heal } = await openCommands();
    poll.show(ran("a F 0-2"));
    poll.moveTo(2);
    fail("not-found");
    await poll.discover();
    await poll.runUntil(8 * 60, KEY);
    expect(await known(poll, "a@0")).toMatchObject({ state: "unavailable" });
    const listed = poll.asked.length;
    heal();
    await poll.runUntil(11 * 60, KEY);
    expect(await known(poll, "a@0")).toMatchObject({ state: "done" });
    // Nothing but the commands is asked for by then.
    expect(poll.asked).toHaveLength(listed);
  });
});

describe("the first commands that are fetched", () => {
  const LOOK_MS = 4_000;

  /** So many failures whose commands take half a second each. */
  async function slowly(count: number, options: Parameters<typeof openPoll>[0] = {}): Promise<Commands> {
    const asked: string[] = [];
    let poll: OpenPoll | undefined;
    poll = await openPoll({
      ...options,
      listCommands: async (id) => {
        asked.push(id);
        poll?.pass(500);
        return [TAP];
      },
    });
    poll.show(failures(count));
    poll.moveTo(2);
    await poll.discover();
    return { poll, asked, fail: () => undefined, heal: () => undefined };
  }

  it("are as many as there is time for, and the rest follows look by look", async () => {
    const { poll, asked } = await slowly(30);
    const beganAtMs = poll.parts.now();
    expect(await poll.track(KEY)).toMatchObject({ kind: "again", afterMs: 5_000 });
    expect(poll.parts.now() - beganAtMs).toBeLessThan(LOOK_MS + 2_000);
    expect(asked.length).toBeLessThan(12);
    await poll.runUntil(4, KEY);
    expect(new Set(asked).size).toBe(30);
    expect(asked).toHaveLength(30);
  });

  it("are those of failures that will be shown: not of muted ones", async () => {
    const quiet = anExecution().platforms;
    const muted = failures(20).map((one) => ({ ...one, platforms: quiet, tags: ["slow"] }));
    const shown = ran("z F 0-3");
    const asked: string[] = [];
    const poll = await openPoll({
      subscriptions: [aSubscription()],
      listCommands: async (id) => {
        asked.push(id);
        return [TAP];
      },
    });
    await poll.parts.subscriptions.putMute(aMute({ filter: [{ key: "tag", negated: false, values: ["slow"] }] }), {
      atMs: NINE,
      conversation: CHANNEL,
      person: "U1",
      action: "",
      detail: "",
    });
    poll.show([...muted, ...shown.map((one) => ({ ...one, job: JOB }))]);
    poll.moveTo(3);
    await poll.discover();
    await poll.track(KEY);
    expect(asked[0]).toBe("z@0");
    expect(asked).toHaveLength(21);
  });
});
