import { describe, expect, test } from "vitest";
import { makeHistory } from "../../bench/interruptions/history.ts";
import { playHistory } from "../../bench/interruptions/play-history.ts";
import { playPairs } from "../../bench/interruptions/play-pairs.ts";
import { readPair, spellPair } from "../../bench/interruptions/pair.ts";

const PAIRS = 500;
/** Another one in every run, so that many runs see many histories. What fails is told by its pair, which plays it again. */
const SEED = process.env["INTERRUPTIONS_SEED"] ?? String(Date.now());

test(`whatever call of a worker fails, hangs or is its last, exactly the wanted messages stand (seed ${SEED})`, async () => {
  const wrong: string[] = [];
  for await (const { pair, struckAt, mistakes } of playPairs(PAIRS, SEED))
    if (mistakes.length > 0) wrong.push(`${spellPair(pair)} (${struckAt ?? "it went on"}): ${mistakes.join("; ")}`);
  expect(wrong).toEqual([]);
});

describe("histories", () => {
  test("are about everything that matters", () => {
    const kinds = new Set<string>();
    for (let index = 0; index < 100; index += 1) {
      for (const one of makeHistory(`kinds-${index}`).happenings)
        kinds.add(
          one.kind === "lab-shows"
            ? one.execution.status
            : one.kind === "said"
              ? (one.words.split(" ")[0] ?? "")
              : one.kind,
        );
    }
    const wanted = ["PASSED", "FAILED", "BLOCKED", "UNKNOWN", "subscribe", "unsubscribe", "mute", "pressed"];
    expect([...kinds]).toEqual(
      expect.arrayContaining([...wanted, "lab-fails", "chat-fails", "archived", "unarchived"]),
    );
  });

  test("come to the same whenever they are played again", async () => {
    const fate = { atCall: 300, kind: "hangs", isDone: false } as const;
    const [one, other] = [await playHistory({ seed: "again", fate }), await playHistory({ seed: "again", fate })];
    expect(other.struckAt).toBe(one.struckAt);
    expect(other.world.chat.calls).toEqual(one.world.chat.calls);
    expect(one.world.chat.calls.length).toBeGreaterThan(0);
  });

  test("post, edit and answer in threads", async () => {
    const { world } = await playHistory({ seed: "lively" });
    const calls = Map.groupBy(world.chat.calls, ({ call }) => call);
    expect([...calls.keys()]).toEqual(expect.arrayContaining(["post", "edit"]));
  });
});

test("a pair reads as it was spelled", () => {
  const pair = { history: "a-1", fate: { atCall: 7, kind: "dies", isDone: true } } as const;
  expect(readPair(spellPair(pair))).toEqual(pair);
  expect(() => readPair("a-1@7 sleeps after")).toThrow("no pair");
});
