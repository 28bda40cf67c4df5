import { bold, code, link, mention, text, time } from "@perfecto-bot/cards";
import type { Block, Line, Picture } from "@perfecto-bot/cards";
import { describe, expect, test } from "vitest";
import { LIMITS } from "./limits.ts";
import { messageBytes, renderCard } from "./render-card.ts";
import { cardOf, drawn } from "./testing/card-of.ts";
import { markdownsOf, objectsIn, wordsOf } from "./testing/scan-card.ts";
import type { CardElement } from "./teams-content.ts";
import { textOnly } from "./text-fallback.ts";

const core = "core" as const;
const trend: Picture = { kind: "pass-rate", builds: ["#44", "#45"], series: [{ label: "All", rates: [1, 0.5] }] };
const PNG_HEAD = "data:image/png;base64,";
const PNG = `${PNG_HEAD}iVBORw0KGgo=`;

function codeBlock(at: number, weight: Block["weight"]): Block {
  return { kind: "code", text: `${at}:${"x".repeat(2900)}`, weight };
}

function lineOf(line: Line, subtle = false): Block {
  return { kind: "text", line, subtle, weight: core };
}

describe("the first line", () => {
  test.each([
    ["failed", "Nightly #4: 3 of 9 failed", "❌ ", "attention"],
    ["failed", "Nightly #4 has failures", "❌ Failed · ", "attention"],
    ["passed", "Nightly #4: all 9 tests passed", "✅ ", "good"],
    ["blocked", "login", "⛔ Could not run · ", "warning"],
    ["unknown", "login", "❔ Unknown · ", "emphasis"],
    ["running", "Nightly #4", "⏳ Running · ", "accent"],
    ["warning", "careful", "⚠️ Attention · ", "warning"],
    ["info", "help", "ℹ️ ", "emphasis"],
  ] as const)("%s: %s", (status, title, sign, style) => {
    const look = { size: "Medium", weight: "Bolder" };
    expect(renderCard(cardOf({ status, title: [text(title)] })).card.body[0]).toEqual({
      type: "Container",
      style,
      bleed: true,
      items: [
        {
          type: "RichTextBlock",
          inlines: [
            { type: "TextRun", text: sign, ...look },
            { type: "TextRun", text: title, ...look },
          ],
        },
      ],
    });
  });

  test("an empty title is the status in a word", () => {
    expect(wordsOf(renderCard(cardOf({ title: [text(" ")] })).card)).toBe("❌ Failed");
  });
});

describe("a line", () => {
  const url = "https://lab.example/?job[0]=a_b&c=(d)";

  test("that leads somewhere is Markdown where its words are harmless", () => {
    expect(drawn(lineOf([text("See "), link("Nightly #45", url), text(" at "), time(0, "time")], true))).toEqual([
      {
        type: "TextBlock",
        text: "See [Nightly #45](https://lab.example/?job%5B0%5D=a%5Fb&c=%28d%29) at {{TIME(1970-01-01T00:00:00Z)}}",
        wrap: true,
        isSubtle: true,
        size: "Small",
      },
    ]);
  });

  test.each([
    ["*x*"],
    ["a_b"],
    ["[x](https://evil.example)"],
    ["- x"],
    ["x -"],
    ["1. x"],
    ["# x"],
    ["<b>"],
    ["&amp;"],
    ["evil.example"],
    ["http://x"],
    ["a@b"],
    [":x:"],
    ["!"],
    ["`x`"],
    ["{{x}}"],
    ["\\"],
    ["a  b"],
  ])("that leads somewhere is rich text where it says %s", (words) => {
    expect(drawn(lineOf([text(words), link("there", url)]))).toEqual([
      {
        type: "RichTextBlock",
        inlines: [
          { type: "TextRun", text: words },
          { type: "TextRun", text: "there", color: "Accent", selectAction: { type: "Action.OpenUrl", url } },
        ],
      },
    ]);
  });

  test("keeps its styles in rich text", () => {
    expect(drawn(lineOf([bold("b"), code("c"), link("l", url)]))).toMatchObject([
      {
        inlines: [
          { text: "b", weight: "Bolder" },
          { text: "c", fontType: "Monospace" },
          { text: "l", color: "Accent" },
        ],
      },
    ]);
  });

  test.each(["javascript:alert(1)", "https://user:pw@lab.example/", "", "ftp://lab.example/"])(
    "does not lead to %s",
    (address) => {
      expect(drawn(lineOf([link("x", address)]))).toEqual([
        { type: "RichTextBlock", inlines: [{ type: "TextRun", text: "x" }] },
      ]);
    },
  );

  test("shows foreign functions and tags as they are", () => {
    const [block] = drawn(lineOf([text("{{DATE(2026-11-23T14:05:00Z)}} <at>Dana</at> {{name}}")]));
    expect(block).toMatchObject({
      inlines: [{ text: "{\u2060{DATE(2026-11-23T14:05:00Z)}} <\u2060at>Dana<\u2060/at> {{name}}" }],
    });
  });

  test.each([NaN, -1, Infinity, 1e18])("says in words what is no moment: %d", (atMs) => {
    expect(wordsOf(drawn(lineOf([time(atMs)])))).toBe("an unknown time");
  });
});

describe("mentions", () => {
  const dana = mention({ kind: "user", id: "29:1a2b3c-dana" });
  const lee = mention({ kind: "user", id: "3f0d9a4e-7c1b-4b7e-9a55-0c6e2f1d8b90" });
  const names = () => "Dana *Levi*</at>";

  test("stand in the line and in the card's entities, with names that differ", () => {
    const { card } = renderCard(cardOf({ title: [dana, text(" "), lee, text(": look")] }), names);
    expect(markdownsOf(card)).toEqual(["❌ Failed · <at>Dana Levi at</at> <at>Dana Levi at 2</at>: look"]);
    expect(card.msteams?.entities).toEqual([
      {
        type: "mention",
        text: "<at>Dana Levi at</at>",
        mentioned: { id: "29:1a2b3c-dana", name: "Dana Levi at" },
      },
      {
        type: "mention",
        text: "<at>Dana Levi at 2</at>",
        mentioned: { id: "3f0d9a4e-7c1b-4b7e-9a55-0c6e2f1d8b90", name: "Dana Levi at 2" },
      },
    ]);
  });

  test("call below a line that is no harmless Markdown", () => {
    const elements = drawn(lineOf([text("*muted* by "), dana]));
    expect(wordsOf(elements)).toBe("*muted* by somebody<at>somebody</at>");
    expect(elements.map(({ type }) => type)).toEqual(["RichTextBlock", "TextBlock"]);
  });

  test("call each person once", () => {
    const { card } = renderCard(cardOf({ body: [lineOf([dana]), lineOf([dana])] }));
    expect(wordsOf(card.body.slice(1))).toBe("<at>somebody</at>somebody");
    expect(card.msteams?.entities).toHaveLength(1);
  });

  test.each([
    [{ kind: "here", id: "" }, "everybody here"],
    [{ kind: "group", id: "19:x@thread.tacv2" }, "a group"],
    [{ kind: "user", id: "U024BE7LH" }, "somebody"],
    [{ kind: "user", id: '29:a"><b' }, "somebody"],
  ] as const)("are plain words for %o, whom Teams cannot call", (who, words) => {
    const { card } = renderCard(cardOf({ body: [lineOf([mention(who)])] }));
    expect(wordsOf(card.body.slice(1))).toBe(words);
    expect(card.msteams).toEqual({ width: "full" });
  });
});

describe("a card that is too large", () => {
  const rows = Array.from({ length: 90 }, (_, at): Line => [
    link(`test ${at}`, `https://lab.example/${at}`),
    text(" x".repeat(200)),
  ]);

  test("drops details first, from the last", () => {
    const body = Array.from({ length: 15 }, (_, at) => codeBlock(at, "detail"));
    const content = renderCard(cardOf({ body }));
    const words = wordsOf(content.card);
    expect(words).toContain("10:x");
    expect(words).not.toContain("14:x");
    expect(messageBytes(content)).toBeGreaterThan(LIMITS.messageBytes * 0.8);
  });

  test("cuts rows and says how many, linked", () => {
    const list: Block = { kind: "list", rows, more: { count: 10, url: "https://lab.example/all" }, weight: core };
    const { card } = renderCard(cardOf({ body: [list, { ...lineOf([text("a detail")]), weight: "detail" }] }));
    expect(wordsOf(card)).not.toContain("a detail");
    const shown = wordsOf(card).match(/test \d+/g)?.length ?? 0;
    expect(shown).toBeGreaterThan(0);
    expect(markdownsOf(card)).toContain(`[and ${100 - shown} more](https://lab.example/all)`);
  });

  test("keeps at last the title, the meaning and the first buttons", () => {
    const buttons = Array.from({ length: 9 }, () => ({
      kind: "link" as const,
      label: "Report",
      url: "https://lab.example/",
    }));
    const body = Array.from({ length: 100 }, (_, at) => [codeBlock(at, core), lineOf([text("y".repeat(1400))])]).flat();
    const { card } = renderCard(cardOf({ body, buttons, fallback: "the meaning" }));
    expect(wordsOf(card)).toBe("❌ t: 1 failedthe meaning");
    expect(card.actions).toHaveLength(5);
  });

  test("keeps the verdict behind an endless name", () => {
    const { card } = renderCard(cardOf({ title: [bold("n".repeat(100_000)), text(": 3 of 120 failed")] }));
    expect(wordsOf(card)).toContain("n…: 3 of 120 failed");
  });
});

describe("blocks", () => {
  test.each([
    [84, 120, "▰▰▰▰▰▰▰▰▱▱▱▱ label"],
    [0, 1, "▱▱▱▱▱▱▱▱▱▱▱▱ label"],
    [9, 3, "▰▰▰▰▰▰▰▰▰▰▰▰ label"],
    [1, 0, "label"],
    [NaN, 3, "label"],
    [1, Infinity, "label"],
  ])("progress %d of %d", (done, total, shown) => {
    expect(wordsOf(drawn({ kind: "progress", done, total, label: "label", weight: core }))).toBe(shown);
  });

  test("code keeps its lines and its spaces", () => {
    const [block] = drawn({ kind: "code", text: "a b\n\n  ^^\t^", weight: core });
    const lines = objectsIn(block).filter(({ type }) => type === "TextRun");
    expect(lines.map((line) => line["text"])).toEqual(["a b", "\u00A0", "\u00A0 ^^\u00A0\u00A0\u00A0 ^"]);
  });

  test("very many lines of code are counted", () => {
    expect(wordsOf(drawn({ kind: "code", text: "x\n".repeat(100), weight: core }))).toMatch(/^x{60}… 40 more lines$/);
  });

  test("a narrow table is in columns, a wide one is lines", () => {
    const table = (cell: string): Block => ({
      kind: "table",
      columns: ["Build", "Result"],
      rows: [[[link("#45", "https://lab.example/45")], [text(cell)]]],
      weight: core,
    });
    const narrow = objectsIn(drawn(table("3 failed")));
    expect(narrow.filter(({ type }) => type === "ColumnSet")).toHaveLength(2);
    expect(narrow.filter(({ type }) => type === "Column").map(({ width }) => width)).toEqual([5, 8, 5, 8]);
    const wide = drawn(table("3 failed on a platform with a rather long name"));
    expect(wordsOf(wide)).toBe("[#45](https://lab.example/45)Result: 3 failed on a platform with a rather long name");
    expect(objectsIn(wide).filter(({ type }) => type === "ColumnSet")).toEqual([]);
  });

  test("a picture stands in the card with its words, and is left out where there is none", () => {
    const block: Block = { kind: "picture", picture: trend, alt: "Pass rate", weight: "detail" };
    const shownAs = (url: string | undefined): readonly CardElement[] =>
      renderCard(cardOf({ body: [block] }), undefined, (picture) =>
        picture === trend ? url : undefined,
      ).card.body.slice(1);
    const image = { type: "Image", url: PNG, altText: "Pass rate", size: "Stretch", msteams: { allowExpand: true } };
    expect(shownAs(PNG)).toEqual([image]);
    for (const url of [
      undefined,
      "",
      "https://lab.example/a.png",
      "data:image/svg+xml;base64,AA==",
      "data:image/png,AA",
      "data:image/png;base64,",
      'data:image/png;base64,AA" onerror',
      `${PNG}\n`,
    ])
      expect(shownAs(url)).toEqual([]);
    expect(drawn(block)).toEqual([]);
  });

  test("a picture that is too large goes before any words", () => {
    const body: readonly Block[] = [
      { kind: "picture", picture: trend, alt: "Pass rate", weight: "detail" },
      { ...lineOf([text("a detail")]), weight: "detail" },
    ];
    const png = (characters: number) =>
      renderCard(cardOf({ body }), undefined, () => PNG_HEAD + "A".repeat(characters));
    const small = png(30_000);
    expect(small.card.body.map(({ type }) => type)).toContain("Image");
    const large = png(60_000);
    expect(large.card.body.map(({ type }) => type)).not.toContain("Image");
    expect(wordsOf(large.card)).toContain("a detail");
    expect(messageBytes(large)).toBeLessThan(LIMITS.messageBytes);
  });

  test("a list counts what it does not show with thousands apart", () => {
    const more = { count: 1_200 };
    expect(wordsOf(drawn({ kind: "list", rows: [[text("Pay")]], more, weight: core }))).toContain("and 1,200 more");
    expect(wordsOf(drawn({ kind: "list", rows: [], more, weight: core }))).toBe("1,200 in all");
  });

  test("a divider is a line above what follows, and nothing at the end", () => {
    const divider: Block = { kind: "divider", weight: core };
    const { card } = renderCard(cardOf({ body: [divider, lineOf([text("a")]), lineOf([text("b")]), divider] }));
    expect(card.body.map(({ separator }) => separator)).toEqual([undefined, true, undefined]);
  });
});

describe("the notification", () => {
  test.each([
    ["✗ Nightly #4: 3 failed", "❌ Nightly #4: 3 failed"],
    ["Nightly #4: 3 failed", "❌ Nightly #4: 3 failed"],
    ["✓ passed?", "❌ ✓ passed?"],
    ["", "❌ t: 1 failed"],
    ["one\ntwo", "❌ one two"],
    ["<at>Dana</at>", "❌ <\u2060at>Dana<\u2060/at>"],
  ])("%j", (fallback, shown) => {
    expect(renderCard(cardOf({ fallback })).summary).toBe(shown);
  });

  test("is bounded", () => {
    expect(renderCard(cardOf({ fallback: "😀".repeat(5000) })).summary).toMatch(/^❌ (?:😀)+…$/u);
  });
});

test("the smallest form says the meaning and calls whom the card calls", () => {
  const who = mention({ kind: "user", id: "29:1a2b3c-dana" });
  const card = cardOf({
    title: [who, text(" look")],
    body: [{ kind: "list", rows: [[who], [mention({ kind: "user", id: "lee@example.com" })]], weight: core }],
    fallback: "✗ *one*\ntwo",
  });
  const content = textOnly(card);
  expect(wordsOf(content.card)).toBe("❌ *one*two<at>somebody</at> <at>somebody 2</at>");
  expect(content.card.body).toHaveLength(3);
  expect(content.summary).toBe("❌ *one* two");
});
