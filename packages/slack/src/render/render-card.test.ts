import { bold, link, mention, text, time } from "@perfecto-bot/cards";
import type { Block, Card, Line, Picture } from "@perfecto-bot/cards";
import type { KnownBlock } from "@slack/types";
import { describe, expect, test } from "vitest";
import { LIMITS } from "./limits.ts";
import { renderCard } from "./render-card.ts";
import { objectsIn, richWords } from "./scan-blocks.ts";
import { textOnly } from "./text-fallback.ts";

const core = "core" as const;
const trend: Picture = { kind: "pass-rate", builds: ["#44", "#45"], series: [{ label: "All", rates: [1, 0.5] }] };

function cardOf(parts: Partial<Card>): Card {
  return {
    kind: "build",
    status: "failed",
    title: [text("t: 1 failed")],
    body: [],
    buttons: [],
    fallback: "t",
    ...parts,
  };
}

/** What a block becomes, below the title. */
function drawn(block: Block): KnownBlock[] {
  return renderCard(cardOf({ body: [block] })).blocks.slice(1);
}

function codeBlock(at: number, weight: Block["weight"]): Block {
  return { kind: "code", text: `${at}:${"x".repeat(2900)}`, weight };
}

function subtle(line: Line): Block {
  return { kind: "text", line, subtle: true, weight: core };
}

describe("the first line", () => {
  test.each([
    ["failed", "Nightly #4: 3 of 9 failed", "x", " "],
    ["failed", "Nightly #4 has failures", "x", " Failed · "],
    ["passed", "Nightly #4: all 9 tests passed", "white_check_mark", " "],
    ["blocked", "login", "no_entry", " Could not run · "],
    ["unknown", "login", "grey_question", " Unknown · "],
    ["running", "Nightly #4", "hourglass_flowing_sand", " Running · "],
    ["warning", "careful", "warning", " Attention · "],
    ["info", "help", "information_source", " "],
  ] as const)("%s: %s", (status, title, emoji, between) => {
    const [first] = renderCard(cardOf({ status, title: [text(title)] })).blocks;
    expect(first).toEqual({
      type: "rich_text",
      elements: [
        {
          type: "rich_text_section",
          elements: [
            { type: "emoji", name: emoji },
            { type: "text", text: between },
            { type: "text", text: title, style: { bold: true } },
          ],
        },
      ],
    });
  });

  test("calls the people of an attention card, and shows an id of another vendor as nobody in particular", () => {
    const title = [
      mention({ kind: "user", id: "U024BE7LH" }),
      mention({ kind: "group", id: "S0614TZR7" }),
      mention({ kind: "here", id: "" }),
      mention({ kind: "user", id: "29:teams-id" }),
      mention({ kind: "user", id: "U1> <!channel" }),
    ];
    const [first] = renderCard(cardOf({ title })).blocks;
    expect(objectsIn(first).slice(4)).toEqual(
      expect.arrayContaining([
        { type: "user", user_id: "U024BE7LH" },
        { type: "usergroup", usergroup_id: "S0614TZR7" },
        { type: "broadcast", range: "here" },
      ]),
    );
    expect(richWords(first === undefined ? [] : [first])).toContain("somebodysomebody");
  });
});

describe("a card that is too large", () => {
  const rows = Array.from({ length: 90 }, (_, at): Line => [
    link(`test ${at}`, `https://lab.example/${at}`),
    text(" x".repeat(200)),
  ]);
  const detail: Block = { kind: "text", line: [text("a detail")], weight: "detail" };

  test("drops details first, from the last", () => {
    const body = [1, 2, 3, 4, 5, 6].map((at) => codeBlock(at, "detail"));
    const words = richWords(renderCard(cardOf({ body })).blocks);
    expect(words).toContain("3:x");
    expect(words).not.toContain("5:x");
    expect(words).not.toContain("6:x");
  });

  test("cuts rows and says how many, linked", () => {
    const list: Block = { kind: "list", rows, more: { count: 10, url: "https://lab.example/all" }, weight: core };
    const { blocks } = renderCard(cardOf({ body: [list, detail] }));
    expect(richWords(blocks)).not.toContain("a detail");
    const shown = richWords(blocks).match(/test \d+/g)?.length ?? 0;
    expect(shown).toBeGreaterThan(0);
    expect(objectsIn(blocks)).toContainEqual({
      type: "link",
      url: "https://lab.example/all",
      text: `and ${100 - shown} more`,
    });
  });

  test("cuts items and counts them", () => {
    const items = Array.from({ length: 60 }, (_, at): Block => ({
      kind: "item",
      lines: [[text(`subscription ${at}`)]],
      buttons: [{ kind: "action", label: "Edit", action: "subscription-edit", subject: `s${at}` }],
      weight: core,
    }));
    const { blocks } = renderCard(cardOf({ body: items }));
    expect(JSON.stringify(blocks)).toContain("and 40 more");
    expect(richWords(blocks).match(/subscription \d+/g)).toHaveLength(20);
  });

  test("shortens code, then keeps only the title, the meaning and the first buttons", () => {
    const six = renderCard(cardOf({ body: [1, 2, 3, 4, 5, 6].map((at) => codeBlock(at, core)) })).blocks;
    expect(richWords(six)).toContain("6:xxx");
    const buttons = Array.from({ length: 9 }, () => ({
      kind: "link" as const,
      label: "Report",
      url: "https://lab.example/",
    }));
    const hundred = renderCard(
      cardOf({ body: Array.from({ length: 90 }, (_, at) => codeBlock(at, core)), buttons, fallback: "the meaning" }),
    ).blocks;
    expect(richWords(hundred)).toBe(" t: 1 failedthe meaning");
    expect(hundred.at(-1)).toMatchObject({ type: "actions", elements: { length: 5 } });
  });

  test("keeps the verdict behind an endless name", () => {
    const { blocks } = renderCard(cardOf({ title: [bold("n".repeat(100_000)), text(": 3 of 120 failed")] }));
    expect(richWords(blocks)).toContain("n…: 3 of 120 failed");
  });
});

describe("blocks", () => {
  test("a subtle line is a context block; mrkdwn only where no word of it could format", () => {
    expect(drawn(subtle([text("*a* <b>")]))).toEqual([
      { type: "context", elements: [{ type: "plain_text", text: "*a* <b>", emoji: false }] },
    ]);
    expect(drawn(subtle([text("a_b & c at "), time(1000, "time")]))).toEqual([
      {
        type: "context",
        elements: [{ type: "mrkdwn", text: "a_b &amp; c at <!date^1^{time}|1970-01-01 00:00 UTC>", verbatim: true }],
      },
    ]);
    expect(drawn(subtle([text("*a* at "), time(1000)])).map(({ type }) => type)).toEqual(["rich_text"]);
  });

  test.each([
    [84, 120, "▰▰▰▰▰▰▰▰▱▱▱▱ label"],
    [0, 1, "▱▱▱▱▱▱▱▱▱▱▱▱ label"],
    [9, 3, "▰▰▰▰▰▰▰▰▰▰▰▰ label"],
    [1, 0, "label"],
    [NaN, 3, "label"],
    [1, Infinity, "label"],
  ])("progress %d of %d", (done, total, shown) => {
    expect(richWords(drawn({ kind: "progress", done, total, label: "label", weight: core }))).toBe(shown);
  });

  test("a narrow table is aligned, its links still links", () => {
    const table: Block = {
      kind: "table",
      columns: ["Build", "Result"],
      rows: [
        [[link("#45", "https://lab.example/45")], [text("3 failed")]],
        [[text("#9")], []],
      ],
      weight: core,
    };
    expect(richWords(drawn(table))).toBe("Build  Result\n#45    3 failed\n#9     ");
    expect(objectsIn(drawn(table))).toContainEqual({ type: "link", url: "https://lab.example/45", text: "#45" });
  });

  test("a wide table is a list of rows", () => {
    const wide = "a platform with a rather long name";
    const table: Block = {
      kind: "table",
      columns: ["Platform", "Failed"],
      rows: [[[text(wide)], [text("3 of 17 executions")]]],
      weight: core,
    };
    expect(richWords(drawn(table))).toBe(`${wide} · Failed: 3 of 17 executions`);
  });

  test("a picture is an uploaded file with its words, and left out where there is none", () => {
    const block: Block = { kind: "picture", picture: trend, alt: "Pass rate", weight: "detail" };
    const shownAs = (id: string | undefined): KnownBlock[] =>
      renderCard(cardOf({ body: [block] }), (picture) => (picture === trend ? id : undefined)).blocks.slice(1);
    expect(shownAs("F0PICTURE")).toEqual([{ type: "image", slack_file: { id: "F0PICTURE" }, alt_text: "Pass rate" }]);
    for (const id of [undefined, "", "f0", "U024BE7LH", "https://files.example/F0", "F0 ", "F0\n"])
      expect(shownAs(id)).toEqual([]);
    expect(drawn(block)).toEqual([]);
  });

  test("a list counts what it does not show with thousands apart", () => {
    const more = { count: 1_200 };
    expect(richWords(drawn({ kind: "list", rows: [[text("Pay")]], more, weight: core }))).toContain("and 1,200 more");
    expect(richWords(drawn({ kind: "list", rows: [], more, weight: core }))).toBe("1,200 in all");
  });

  test("impossible moments are told in words", () => {
    for (const atMs of [NaN, -1, Infinity, 1e18])
      expect(richWords(drawn({ kind: "text", line: [time(atMs)], weight: core }))).toBe("an unknown time");
  });
});

describe("text alone", () => {
  test("calls whom the card calls, once", () => {
    const who = mention({ kind: "user", id: "U024BE7LH" });
    const card = cardOf({
      title: [who, text(" look")],
      body: [{ kind: "list", rows: [[who]], weight: core }],
      fallback: "✗ <!here>",
    });
    expect(textOnly(card)).toEqual({ text: "❌ &lt;!here&gt; <@U024BE7LH>", blocks: [] });
  });

  test("is never longer than an edit may be, and is cut between characters", () => {
    const { text: words } = renderCard(cardOf({ fallback: "&😀".repeat(5000) }));
    expect(words.length).toBeLessThanOrEqual(LIMITS.text);
    expect(words.length).toBeGreaterThan(LIMITS.text - 10);
    expect(words).toMatch(/(&amp;|😀)…$/u);
  });

  test.each([
    ["✗ Nightly #4: 3 failed", "❌ Nightly #4: 3 failed"],
    ["Nightly #4: 3 failed", "❌ Nightly #4: 3 failed"],
    ["✓ passed?", "❌ ✓ passed?"],
    ["", "❌ t: 1 failed"],
    ["say @here", "❌ say @\u2060here"],
  ])("%s", (fallback, shown) => {
    expect(renderCard(cardOf({ fallback })).text).toBe(shown);
  });
});
