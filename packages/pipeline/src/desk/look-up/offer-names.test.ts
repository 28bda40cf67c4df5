import type { LookupOf } from "@perfecto-bot/cards";
import { expect, it } from "vitest";
import { offerNames } from "./offer-names.ts";

const KNOWN = ["Smoke", "smoke iOS", "Payments"];

it.each<[why: string, of: LookupOf, typed: string, offered: readonly string[]]>([
  ["nothing typed offers what is known", "tag", "", KNOWN],
  ["nor do blanks", "tag", "  \t", KNOWN],
  ["a beginning comes behind what it may become", "tag", "smok", ["Smoke", "smoke iOS", "smok"]],
  ["without blanks around it", "job", " pay ", ["Payments", "pay"]],
  ["a glob comes first", "job", "*smoke*", ["*smoke*", "Smoke", "smoke iOS"]],
  ["a name with an asterisk is offered as itself", "job", "pay [", [String.raw`pay [\*]`, "pay ["]],
  ["beside the glob that is spelled so", "job", "pay [*]", ["pay [*]", String.raw`pay [\*]`]],
  ["and stands first where it is typed so", "job", String.raw`pay [\*]`, [String.raw`pay [\*]`]],
  ["a new name stands alone", "owner", "ana@example.com", ["ana@example.com"]],
  ["a known name is said once", "job", "Smoke", ["Smoke", "smoke iOS"]],
  ["the lab's spelling comes first, for jobs are compared with case", "job", "smoke", ["Smoke", "smoke", "smoke iOS"]],
  ["other names are not", "tag", "SMOKE", ["Smoke", "smoke iOS"]],
  ["what cannot be chosen is not offered, only what is near", "job", "smo\u0000ke", ["Smoke", "smoke iOS"]],
  ["nor is what shows nothing", "tag", "\u200B", []],
  ["nor is what is too long", "tag", "x".repeat(151), []],
  ["but the longest is", "tag", "x".repeat(150), ["x".repeat(150)]],
])("%s: %s %j", (_why, of, typed, offered) => {
  const known = typed.startsWith("pay [") ? [...KNOWN, "pay [*]"] : KNOWN;
  expect(offerNames(of, known, typed)).toEqual(offered);
});

it("offers twenty at most, what was typed among them", () => {
  const names = Array.from({ length: 50 }, (_, index) => `name ${index}`);
  expect(offerNames("tag", names, "")).toEqual(names.slice(0, 20));
  expect(offerNames("tag", names, "name")).toEqual([...names.slice(0, 19), "name"]);
});

it("looks at no more of what was typed than can be a name", () => {
  expect(offerNames("tag", KNOWN, "smoke".repeat(1_000_000))).toEqual([]);
});
