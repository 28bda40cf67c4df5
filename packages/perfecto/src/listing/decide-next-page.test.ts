import { expect, it } from "vitest";
import { decideNextPage, type PageDecision, type PageFacts } from "./decide-next-page.ts";

const full: PageFacts = { page: 1, resourceCount: 500, newCount: 500, truncated: true, fullCount: 500, maxPages: 100 };

it.each<[string, Partial<PageFacts>, PageDecision]>([
  ["announced", {}, { more: true, reason: "announced" }],
  ["announced on a short page", { resourceCount: 3, newCount: 3 }, { more: true, reason: "announced" }],
  ["full, and said to be the last", { truncated: false }, { more: true, reason: "full-page" }],
  ["full, and nothing said", { truncated: undefined }, { more: true, reason: "full-page" }],
  ["short, and said to be the last", { resourceCount: 499, truncated: false }, { more: false, reason: "last-page" }],
  ["short, and nothing said", { resourceCount: 499, truncated: undefined }, { more: false, reason: "last-page" }],
  ["empty, more announced", { resourceCount: 0, newCount: 0 }, { more: false, reason: "empty-page" }],
  ["only known ids, more announced", { newCount: 0 }, { more: false, reason: "nothing-new" }],
  ["announced at the cap", { page: 100 }, { more: false, reason: "page-cap" }],
  ["full at the cap", { page: 100, truncated: false }, { more: false, reason: "page-cap" }],
  ["short at the cap", { page: 100, truncated: false, resourceCount: 1 }, { more: false, reason: "last-page" }],
])("%s", (_name, change, expected) => {
  expect(decideNextPage({ ...full, ...change })).toEqual(expected);
});
