import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { testKey } from "../build/test-identity.ts";
import { decodeHistory, encodeHistory } from "./history-text.ts";
import type { PastOutcome, PastResult, TestHistory } from "./past-result.ts";

const DAY_MS = 86_400_000;
const OUTCOMES: readonly PastOutcome[] = ["passed", "flaky", "failed", "blocked"];

function nightly(key: string, test: string, platform: string): TestHistory {
  const results = Array.from({ length: 20 }, (_, index): PastResult => {
    const startMs = Date.UTC(2026, 10, 20, 2) - index * DAY_MS - index * 7_919;
    return { startMs, label: `#${1_734 - index * 2}`, outcome: OUTCOMES[index % OUTCOMES.length] ?? "passed" };
  });
  return { key, test, platform, results };
}

describe("encodeHistory", () => {
  const name = "com.acme.bank.tests.payments.InternationalTransferTest.transferWithStandingOrderAndExchangeRateShownAs";
  const platforms = [
    { kind: "device" as const, maker: "Samsung", model: "Galaxy S23 Ultra 5G", os: "Android", osVersion: "14" },
  ];

  it.each([
    ["name and platform", { name, platforms }, name, 360],
    [
      "what was asked for",
      { name, platforms: platforms.map((one) => ({ ...one, requested: "model=Galaxy S23.* platformName=Android" })) },
      name,
      420,
    ],
    ["parameters", { name, platforms, parameters: [{ name: "card", value: "visa" }] }, `${name} (card: visa)`, 500],
  ])("takes twenty builds of a key of %s in few bytes", (_what, identity, test, most) => {
    const history = nightly(testKey(identity), test, "Samsung Galaxy S23 Ultra 5G · Android 14");
    const text = encodeHistory(history);
    expect(Buffer.byteLength(text)).toBeLessThan(most);
    expect(decodeHistory(text)).toEqual(history);
  });

  it("loses nothing", () => {
    const label = fc.oneof(
      fc.nat().map((number) => `#${number}`),
      fc.constantFrom("#0", "#007", "#", "#1e3", "#-1", "#99999999999999999999", "run of 9:00", ""),
      fc.string({ maxLength: 12 }),
    );
    const foreign = fc.oneof(
      fc.string({ maxLength: 20 }),
      fc.constantFrom("Zahlung über 5 €", "\ud800", "🙂", '["a"]'),
    );
    const histories: fc.Arbitrary<TestHistory> = fc.record({
      key: fc.oneof(
        foreign,
        fc.tuple(foreign, foreign).map((parts) => JSON.stringify(parts)),
      ),
      test: foreign,
      platform: foreign,
      results: fc.array(
        fc.record({ startMs: fc.integer({ min: 0, max: 8.64e15 }), label, outcome: fc.constantFrom(...OUTCOMES) }),
        { maxLength: 20 },
      ),
    });
    const named = histories.map((one) => ({ ...one, key: JSON.stringify([one.test, one.platform]) }));
    fc.assert(
      fc.property(fc.oneof(histories, named), (history) => {
        expect(decodeHistory(encodeHistory(history))).toEqual(history);
      }),
    );
  });
});

describe("decodeHistory", () => {
  it.each([
    "",
    "{",
    "null",
    "[]",
    '[2,"Pay","Pixel 8",0,0,"P1"]',
    '["1","Pay","Pixel 8",0,0,"P1"]',
    '[1,"Pay","Pixel 8",0,0]',
    '[1,"Pay","Pixel 8",0,0,"X1"]',
    '[1,"Pay","Pixel 8",0,0,"P1!"]',
    '[1,"Pay","Pixel 8",[],0,"P1"]',
    '[1,"Pay","Pixel 8",0,null,"P1"]',
  ])("tells nothing of %j", (text) => {
    expect(decodeHistory(text)).toBeUndefined();
  });
});
