import type { Block, Card, CardKind, Line } from "@perfecto-bot/cards";
import { GOLDEN_CARDS } from "@perfecto-bot/cards/testing";
import { describe, expect, it } from "vitest";
import { posted, sampleCard } from "./channel-samples.ts";
import type { ChannelDriver, ChannelStage } from "./channel-stage.ts";

/** Every kind there is: another one does not compile here until it is named. */
const KINDS: Readonly<Record<CardKind, true>> = {
  build: true,
  failure: true,
  "more-failures": true,
  attention: true,
  attempt: true,
  subscription: true,
  subscriptions: true,
  mute: true,
  help: true,
  mistakes: true,
  notice: true,
  status: true,
  why: true,
  answer: true,
};

/** Texts that would call somebody, lead somewhere, or break out, in one vendor's markup or the other's. */
const HOSTILE = [
  "<!here> <!channel> <!everyone> @here @channel",
  "<@U00000QUINN> <!subteam^S00000MOBIL> <#C0MOBILE0QA>",
  "<https://evil.example|the report> https://evil.example",
  "[the report](https://evil.example) ![x](https://evil.example/x.png)",
  '<at>Ann Lee</at> <a href="https://evil.example">x</a>',
  "{{DATE(2026-11-20T09:00:00Z)}} ```*bold* _it_ ~no~``` </at>",
  "\u202Etxt.exe\u0000\uD800",
];
const OURS = "https://lab.example/report?a=1&b=2";

/** Cards of every kind are taken, and foreign text in them is only text. */
export function channelCards<Stage extends ChannelStage>(name: string, { open }: ChannelDriver<Stage>): void {
  describe(`${name} shows`, () => {
    it.each(Object.keys(KINDS))("every card of kind %s, without the vendor's complaint", async (kind) => {
      const stage = await open();
      const samples = GOLDEN_CARDS.filter(({ card }) => card.kind === kind);
      const cards =
        samples.length === 0 && kind === "notice" ? [sampleCard("A notice")] : samples.map(({ card }) => card);
      expect(cards).not.toEqual([]);
      for (const card of cards) {
        const id = await posted(stage, "golden", { card });
        expect(await stage.channel.edit(stage.here, id, card)).toEqual({ kind: "edited" });
        const message = stage.shown(stage.here).at(-1);
        expect(message).toMatchObject({ id, faults: [], content: expect.stringContaining(firstWords(card)) });
      }
      expect(stage.shown(stage.here)).toHaveLength(cards.length);
    });

    it("a card that is larger than any vendor takes, cut down", async () => {
      const stage = await open();
      const id = await posted(stage, "large", { card: largeCard(2_000) });
      expect(await stage.channel.edit(stage.here, id, largeCard(3_000))).toEqual({ kind: "edited" });
      expect(stage.shown(stage.here)).toMatchObject([
        { id, faults: [], content: expect.stringContaining("A large card") },
      ]);
    });

    it.each(HOSTILE)("foreign text as it is, which calls nobody and leads nowhere: %j", async (words) => {
      const stage = await open();
      await posted(stage, "hostile", { card: hostileCard(words) });
      const [message] = stage.shown(stage.here);
      expect(message).toMatchObject({ calls: [], faults: [] });
      expect([...new Set(message?.addresses)]).toEqual([OURS]);
    });
  });

  describe(`${name} tells one person`, () => {
    it("and says whether it was taken", async () => {
      const stage = await open();
      expect(await stage.channel.tell(stage.here, stage.person, sampleCard("for you alone"))).toBe(true);
      expect([stage.told(), stage.shown(stage.here)]).toEqual([1, []]);
      for (const nobody of ["", "U0NOBODY", "%"])
        expect(await stage.channel.tell({ ...stage.here, id: "nowhere" }, nobody, sampleCard("x"))).toBe(false);
      expect(stage.told()).toBe(1);
    });
  });

  describe(`${name} names its budgets`, () => {
    it.each(["post", "edit"] as const)(
      "of each %s: the same ones every time, which let at least one call through",
      async (call) => {
        const { channel, here, there } = await open();
        const budgets = channel.budgets(call, here);
        expect(budgets.length).toBeGreaterThan(0);
        expect(channel.budgets(call, { ...here })).toEqual(budgets);
        expect(new Set(budgets.map(({ scope }) => scope)).size).toBe(budgets.length);
        for (const { max, perMs, burst = 1 } of [...budgets, ...channel.budgets(call, there)])
          expect(Math.min(max, perMs, burst)).toBeGreaterThanOrEqual(1);
      },
    );

    it("a conversation that can be posted to is reachable, or it is not known", async () => {
      const { channel, here } = await open();
      expect((await channel.reach(here)).kind).toMatch(/^(?:reachable|unknown)$/);
    });
  });
}

function firstWords({ title }: Card): string {
  const first = title.find((run) => run.kind === "text" || run.kind === "link");
  return first?.text.trim().slice(0, 12) ?? "";
}

function largeCard(rows: number): Card {
  const line = (index: number): Line => [{ kind: "text", text: `${"row & <row> ".repeat(20)}${index}` }];
  const lines = Array.from({ length: rows }, (_, index) => line(index));
  const body: readonly Block[] = [
    { kind: "text", line: [{ kind: "text", text: "x".repeat(20_000) }], weight: "core" },
    { kind: "code", text: "y < & `".repeat(5_000), weight: "core" },
    { kind: "list", title: "rows", rows: lines, weight: "core" },
    { kind: "table", columns: ["a", "b"], rows: lines.map((one) => [one, one]), weight: "detail" },
    ...lines.slice(0, 100).map((one): Block => ({ kind: "text", line: one, weight: "core" })),
  ];
  return { ...sampleCard("A large card"), body, fallback: "A large card. ".repeat(5_000) };
}

function hostileCard(words: string): Card {
  const text = { kind: "text", text: words } as const;
  const line: Line = [text, { ...text, style: "bold" }, { ...text, style: "code" }];
  const body: readonly Block[] = [
    { kind: "text", line, weight: "core" },
    { kind: "facts", facts: [{ label: words, value: line }], weight: "core" },
    { kind: "list", title: words, rows: [line, [{ kind: "link", text: words, url: OURS }]], weight: "core" },
    { kind: "code", text: words, weight: "core" },
    { kind: "table", columns: [words], rows: [[line]], weight: "core" },
    { kind: "progress", done: 1, total: 2, label: words, weight: "core" },
  ];
  const title: Line = [text, { kind: "link", text: words, url: "javascript:alert(1)" }];
  const buttons = [{ kind: "link", label: words, url: OURS }] as const;
  return { ...sampleCard(words), title, body, buttons };
}
