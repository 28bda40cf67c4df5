import { bold, cleanLineText, text, time } from "@perfecto-bot/cards";
import type { Line } from "@perfecto-bot/cards";
import { arbitraryBuildCards, cardsIn } from "@perfecto-bot/cards/testing";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { findLimitViolations } from "./find-limit-violations.ts";
import { isTeamsUser } from "./mention-book.ts";
import { renderCard } from "./render-card.ts";
import { markdownUrl, safeUrl } from "./safe-url.ts";
import { anyCard, foreignText } from "./testing/arbitrary-cards.ts";
import { parserComplaints } from "./testing/parser-complaints.ts";
import { addressesIn, markdownsOf, mentionedBy, objectsIn, parseMarkdown, wordsOf } from "./testing/scan-card.ts";
import { textOnly } from "./text-fallback.ts";

const RUNS = { numRuns: 60 };
/** Whatever any client's Markdown, HTML or template language could read. */
const ACTIVE = /[*_~`[\]()<>{}&\\|!=\n]|:\/\/|www|\.\p{L}|(?:^|\s)[-+](?:\s|$)|(?:^|\s)\d+[.)](?:\s|$)|^\s*#|:\w+:/iu;

test("any card keeps every limit, and Microsoft's parser has nothing against it", () => {
  fc.assert(
    fc.property(anyCard, (card) => {
      for (const content of [renderCard(card), textOnly(card)]) {
        expect(findLimitViolations(content)).toEqual([]);
        expect(parserComplaints(content.card)).toEqual([]);
        expect(content.summary.trim()).not.toBe("");
      }
    }),
    RUNS,
  );
});

test("whatever is told of a build, its cards keep every limit", () => {
  fc.assert(
    fc.property(arbitraryBuildCards, (cards) => {
      for (const card of cardsIn(cards)) {
        for (const content of [renderCard(card), textOnly(card)]) {
          expect(findLimitViolations(content)).toEqual([]);
          expect(parserComplaints(content.card)).toEqual([]);
        }
      }
    }),
    RUNS,
  );
});

test("any card with pictures keeps every limit, however large they are, and shows drawn ones alone", () => {
  const head = "data:image/png;base64,";
  const address = fc.oneof(
    fc.constantFrom(`${head}iVBORw0KGgo=`, `${head}${"A".repeat(60_000)}`, head, "https://evil.example/a.png"),
    foreignText,
    foreignText.map((rest) => head + rest),
  );
  fc.assert(
    fc.property(anyCard, address, (card, url) => {
      const content = renderCard(card, undefined, () => url);
      expect(findLimitViolations(content)).toEqual([]);
      expect(parserComplaints(content.card)).toEqual([]);
      const shown = objectsIn(content.card).filter(({ type }) => type === "Image");
      expect(shown.every((image) => String(image["url"]).startsWith(head))).toBe(true);
      expect(objectsIn(renderCard(card).card).filter(({ type }) => type === "Image")).toEqual([]);
    }),
    RUNS,
  );
});

test("any card calls only users whom its mention runs name", () => {
  fc.assert(
    fc.property(anyCard, foreignText, (card, name) => {
      const named = new Set(mentionedBy(card));
      for (const content of [renderCard(card, () => name), textOnly(card, () => name)]) {
        expect(findLimitViolations(content)).toEqual([]);
        const called = (content.card.msteams?.entities ?? []).map(({ mentioned }) => mentioned?.id ?? "");
        expect(called.filter((id) => !named.has(id) || !isTeamsUser({ kind: "user", id }))).toEqual([]);
      }
    }),
    RUNS,
  );
});

test("whoever Teams can call is called by the smallest form too", () => {
  fc.assert(
    fc.property(anyCard, (card) => {
      const full = renderCard(card).card.msteams?.entities ?? [];
      const least = new Set((textOnly(card).card.msteams?.entities ?? []).map(({ mentioned }) => mentioned?.id));
      expect(full.filter(({ mentioned }) => !least.has(mentioned?.id))).toEqual([]);
    }),
    RUNS,
  );
});

test("any card leads only where its own links and buttons lead", () => {
  fc.assert(
    fc.property(anyCard, (card) => {
      const own = new Set(
        objectsIn(card).flatMap(({ url }) => {
          const safe = typeof url === "string" ? safeUrl(url) : undefined;
          return safe === undefined ? [] : [safe, markdownUrl(safe)];
        }),
      );
      expect(addressesIn(renderCard(card).card).filter((address) => !own.has(address))).toEqual([]);
    }),
    RUNS,
  );
});

test("Markdown holds nothing of other people's but harmless words", () => {
  fc.assert(
    fc.property(anyCard, (card) => {
      const words = markdownsOf(renderCard(card).card).map((markdown) => parseMarkdown(markdown).words);
      expect(words.filter((each) => ACTIVE.test(each))).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

test("no text shows a moment that the card has not", () => {
  fc.assert(
    fc.property(foreignText, foreignText, (one, other) => {
      const content = renderCard({
        kind: "build",
        status: "failed",
        title: [text(one), text(other)],
        body: [
          { kind: "code", text: one + other, weight: "core" },
          { kind: "list", title: one, rows: [[text(one), bold(other)]], weight: "core" },
        ],
        buttons: [{ kind: "action", label: one, action: "help", subject: "", confirm: other }],
        fallback: other,
      });
      expect(JSON.stringify(content)).not.toMatch(/\{\{\s*(?:DATE|TIME)|<\/?at>/i);
    }),
    RUNS,
  );
});

test("a card comes out the same every time", () => {
  fc.assert(
    fc.property(anyCard, (card) => {
      expect(JSON.stringify(renderCard(card))).toBe(JSON.stringify(renderCard(structuredClone(card))));
    }),
    { numRuns: 30 },
  );
});

test("a name that fits is shown as it is, character by character", () => {
  fc.assert(
    fc.property(foreignText, fc.boolean(), (name, subtle) => {
      const clean = cleanLineText(name);
      fc.pre(clean.trim() !== "" && clean.length <= 180 && !clean.includes("\u2060"));
      const line: Line = [text(name), text(" at "), time(0)];
      const { card } = renderCard({
        kind: "build",
        status: "failed",
        title: [bold(name)],
        body: [{ kind: "text", line, subtle, weight: "core" }],
        buttons: [],
        fallback: "",
      });
      expect(wordsOf(card.body[0])).toContain(clean);
      expect(wordsOf(card.body.slice(1))).toContain(clean);
    }),
  );
});
