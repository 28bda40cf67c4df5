import { bold, cleanLineText, text, time } from "@perfecto-bot/cards";
import type { Line } from "@perfecto-bot/cards";
import { arbitraryBuildCards, cardsIn } from "@perfecto-bot/cards/testing";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { anyCard, foreignText } from "./testing/arbitrary-cards.ts";
import { findLimitViolations } from "./find-limit-violations.ts";
import { renderCard } from "./render-card.ts";
import { safeUrl } from "./safe-url.ts";
import { addressesIn, callsIn, mentionedBy, objectsIn, parseMrkdwn, richWords } from "./scan-blocks.ts";
import { textOnly } from "./text-fallback.ts";

const RUNS = { numRuns: 100 };
/** A lone angle bracket, an entity that is none, or a broadcast by name. */
const MARKUP = /[<>]|&(?!amp;|lt;|gt;)|@(?:here|channel|everyone)/i;

test("any card keeps every limit and always has a fallback", () => {
  fc.assert(
    fc.property(anyCard, (card) => {
      const content = renderCard(card);
      expect(findLimitViolations(content)).toEqual([]);
      expect(content.text.trim()).not.toBe("");
      expect(content.blocks.length).toBeGreaterThan(0);
      expect(findLimitViolations(textOnly(card))).toEqual([]);
    }),
    RUNS,
  );
});

test("whatever is told of a build, its cards keep every limit", () => {
  fc.assert(
    fc.property(arbitraryBuildCards, (cards) => {
      for (const card of cardsIn(cards)) {
        const content = renderCard(card);
        expect(findLimitViolations(content)).toEqual([]);
        expect(content.blocks.length).toBeGreaterThan(0);
        expect(findLimitViolations(textOnly(card))).toEqual([]);
      }
    }),
    RUNS,
  );
});

test("any card with pictures keeps every limit, and shows uploaded files alone", () => {
  fc.assert(
    fc.property(anyCard, fc.oneof(fc.constantFrom("F0PICTURE", "f0", ""), foreignText), (card, id) => {
      const content = renderCard(card, () => id);
      expect(findLimitViolations(content)).toEqual([]);
      const files = objectsIn(content.blocks).filter(({ type }) => type === "image");
      expect(files.every((file) => /"slack_file":\{"id":"F[A-Z0-9]+"\}/.test(JSON.stringify(file)))).toBe(true);
      expect(objectsIn(renderCard(card).blocks).filter(({ type }) => type === "image")).toEqual([]);
    }),
    RUNS,
  );
});

test("any card calls only whom its mention runs name", () => {
  fc.assert(
    fc.property(anyCard, (card) => {
      const named = new Set(mentionedBy(card));
      const { blocks } = renderCard(card);
      expect(callsIn(blocks).filter((who) => !named.has(who))).toEqual([]);
      expect(callsIn(blocks).filter((who) => !/^(?:[UWS][A-Z0-9]+|here)$/.test(String(who)))).toEqual([]);
      const { tokens } = parseMrkdwn(textOnly(card).text);
      expect(tokens.filter((token) => !named.has(token.replace(/^(?:@|!subteam\^|!)/, "")))).toEqual([]);
    }),
    RUNS,
  );
});

test("any card leads only where its own links and buttons lead", () => {
  fc.assert(
    fc.property(anyCard, (card) => {
      const own = new Set(objectsIn(card).map(({ url }) => (typeof url === "string" ? safeUrl(url) : undefined)));
      expect(addressesIn(renderCard(card).blocks).filter((address) => !own.has(String(address)))).toEqual([]);
    }),
    RUNS,
  );
});

test("mrkdwn is verbatim and holds no foreign markup; plain text leaves emoji names alone", () => {
  fc.assert(
    fc.property(anyCard, (card) => {
      const objects = objectsIn(renderCard(card).blocks);
      const mrkdwn = objects.filter(({ type }) => type === "mrkdwn");
      expect(mrkdwn.filter(({ verbatim }) => verbatim !== true)).toEqual([]);
      const outside = mrkdwn.map(({ text: markup }) => String(markup).replace(/<[^<>]*>/g, " "));
      expect(outside.filter((words) => MARKUP.test(words) || /[*~`]/.test(words))).toEqual([]);
      expect(objects.filter(({ type, emoji }) => type === "plain_text" && emoji !== false)).toEqual([]);
    }),
    RUNS,
  );
});

test("the top-level text holds no markup at all", () => {
  fc.assert(
    fc.property(anyCard, (card) => {
      expect(renderCard(card).text).not.toMatch(MARKUP);
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
      fc.pre(clean.trim() !== "" && clean.length <= 180);
      const line: Line = [text(name), text(" at "), time(0)];
      const { blocks } = renderCard({
        kind: "build",
        status: "failed",
        title: [bold(name)],
        body: [{ kind: "text", line, subtle, weight: "core" }],
        buttons: [],
        fallback: "",
      });
      const context = objectsIn(blocks).filter(({ type }) => type === "mrkdwn");
      const shown = context.map(({ text: markup }) => parseMrkdwn(String(markup)).words).join("");
      expect(richWords(blocks.slice(0, 1))).toContain(clean);
      expect(shown + richWords(blocks.slice(1))).toContain(clean);
    }),
  );
});
