import type { TestHistory, TestKey } from "@perfecto-bot/domain";
import { describe, expect, it } from "vitest";
import type { HistoryLine, HistoryStore } from "../ports/history-store.ts";
import { historyDevicesConformance } from "./history-devices-conformance.ts";

const LINE: HistoryLine = { lab: "acme", job: "Nightly", branch: "main" };
const MANY = 1_201;

function sampleHistory(test: string, label = "#45"): TestHistory {
  const results = [{ startMs: 1_000, label, outcome: "failed" as const }];
  return { key: keyOf(test), test, platform: "Pixel 9 · Android 15", results };
}

/** What every history store must do. `makeStore` gives an empty one. */
export function historyStoreConformance(name: string, makeStore: () => HistoryStore | Promise<HistoryStore>): void {
  describe(`${name} keeps histories`, () => {
    it("knows nothing at first", async () => {
      const store = await makeStore();
      expect(await store.histories(LINE, "all")).toEqual(new Map());
      expect(await store.histories(LINE, [])).toEqual(new Map());
      expect(await store.histories(LINE, [keyOf("Pay")])).toEqual(new Map());
    });

    it("gives those that are asked for, or all; what has none is left out", async () => {
      const store = await makeStore();
      const [pay, login] = [sampleHistory("Pay"), sampleHistory("Log in", "2026-11-24 06:38 UTC")];
      await put(store, LINE, pay, login);
      expect(await store.histories(LINE, "all")).toEqual(historiesOf(pay, login));
      expect(await store.histories(LINE, [pay.key, keyOf("Search")])).toEqual(historiesOf(pay));
    });

    it.each<[string, HistoryLine]>([
      ["lab", { ...LINE, lab: "other" }],
      ["job", { ...LINE, job: "Nightly/main" }],
      ["branch", { ...LINE, branch: "dev" }],
      ["no branch", { lab: LINE.lab, job: LINE.job }],
    ])("keeps those of another line apart: %s", async (_what, other) => {
      const store = await makeStore();
      await put(store, LINE, sampleHistory("Pay", "#1"));
      await put(store, other, sampleHistory("Pay", "#2"));
      expect(await store.histories(LINE, "all")).toEqual(historiesOf(sampleHistory("Pay", "#1")));
      expect(await store.histories(other, "all")).toEqual(historiesOf(sampleHistory("Pay", "#2")));
    });

    it("keeps twenty results as they are", async () => {
      const store = await makeStore();
      const outcomes = ["passed", "flaky", "failed", "blocked"] as const;
      const results = Array.from({ length: 20 }, (_, index) => ({
        startMs: 1_000_000 - 7 * index,
        label: index % 5 === 4 ? "2026-11-24 06:38 UTC" : `#${60 - index}`,
        outcome: outcomes[index % 4] ?? "passed",
      }));
      const history = { ...sampleHistory('Pay (card: "visa", é 💳)'), results };
      await put(store, LINE, history);
      expect(await store.histories(LINE, [history.key])).toEqual(historiesOf(history));
    });

    it("lets a change see what is stored, and leave it as it is", async () => {
      const store = await makeStore();
      const pay = sampleHistory("Pay");
      await put(store, LINE, pay);
      const seen: [TestKey, TestHistory | undefined][] = [];
      await store.changeHistories(LINE, [pay.key, keyOf("Log in")], (key, known) => {
        seen.push([key, known]);
        return undefined;
      });
      expect(seen).toEqual([
        [pay.key, pay],
        [keyOf("Log in"), undefined],
      ]);
      expect(await store.histories(LINE, "all")).toEqual(historiesOf(pay));
    });

    it("forgets what is gone, and nothing else; twice is as once", async () => {
      const store = await makeStore();
      const [pay, login] = [sampleHistory("Pay"), sampleHistory("Log in")];
      await put(store, LINE, pay, login);
      for (const key of [pay.key, pay.key, keyOf("Search")]) await store.changeHistories(LINE, [key], () => "gone");
      expect(await store.histories(LINE, "all")).toEqual(historiesOf(login));
    });

    it("loses nothing when many change the same at once", async () => {
      const store = await makeStore();
      const tests = ["Pay", "Log in", "Search"];
      const builds = Array.from({ length: 12 }, (_, index) => index + 1);
      await Promise.all(
        builds.map((build) =>
          store.changeHistories(LINE, tests.map(keyOf), (key, known) => ({
            ...(known ?? { key, test: key, platform: "p", results: [] }),
            results: [...(known?.results ?? []), { startMs: build, label: `#${build}`, outcome: "passed" }],
          })),
        ),
      );
      for (const { results } of (await store.histories(LINE, "all")).values())
        expect(results.map(({ startMs }) => startMs).toSorted((a, b) => a - b)).toEqual(builds);
      expect((await store.histories(LINE, "all")).size).toBe(tests.length);
    });

    it("takes more tests at once than one command holds", async () => {
      const store = await makeStore();
      const many = Array.from({ length: MANY }, (_, index) => sampleHistory(`test ${index}`));
      await put(store, LINE, ...many);
      const keys = many.map(({ key }) => key);
      expect(await store.histories(LINE, keys)).toEqual(historiesOf(...many));
      const odd = keys.filter((_, index) => index % 2 === 1);
      await store.changeHistories(LINE, odd, () => "gone");
      expect((await store.histories(LINE, "all")).size).toBe(Math.ceil(MANY / 2));
    });

    it("is not changed by what a reader does with its answer", async () => {
      const store = await makeStore();
      await put(store, LINE, sampleHistory("Pay"));
      const read = await store.histories(LINE, "all");
      if (read instanceof Map) read.clear();
      expect(await store.histories(LINE, "all")).toEqual(historiesOf(sampleHistory("Pay")));
    });
  });
  historyDevicesConformance(name, makeStore);
}

function keyOf(test: string): TestKey {
  return JSON.stringify([test, "Pixel 9 Android 15"]);
}

function historiesOf(...histories: readonly TestHistory[]): ReadonlyMap<TestKey, TestHistory> {
  return new Map(histories.map((history) => [history.key, history]));
}

async function put(store: HistoryStore, line: HistoryLine, ...histories: readonly TestHistory[]): Promise<void> {
  const byKey = historiesOf(...histories);
  await store.changeHistories(line, [...byKey.keys()], (key) => byKey.get(key));
}
