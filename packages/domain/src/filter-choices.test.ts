import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canBeChosen, CHOICE_KEYS, joinFilter, saidTwice, splitFilter, type FilterChoices } from "./filter-choices.ts";
import { type Filter, type FilterKey, matchFilter } from "./filter.ts";
import { parseFilter, printFilter, tokenize } from "./language/index.ts";
import { anExecution } from "./testing/an-execution.ts";

const NOTHING: FilterChoices["chosen"] = { device: [], tag: [], owner: [] };
const TOO_MANY = Array.from({ length: 21 }, (_, index) => index).join(",");
const read = (text: string): Filter => parseFilter(tokenize(text).tokens).filter;

describe("splitFilter", () => {
  it.each<[typed: string, chosen: Partial<FilterChoices["chosen"]>, rest: string]>([
    ["", {}, ""],
    ["os:iOS -test:Flaky*", {}, "os:iOS -test:Flaky*"],
    ["tag:smoke", { tag: ["smoke"] }, ""],
    ["os:iOS tag:smoke,login owner:ana", { tag: ["smoke", "login"], owner: ["ana"] }, "os:iOS"],
    ["device:iPhone* tag:rel-?", { device: ["iPhone*"], tag: ["rel-?"] }, ""],
    ['device:"Apple iPhone 15",00008030', { device: ["Apple iPhone 15", "00008030"] }, ""],
    [String.raw`tag:"a,b","say \"hi\"" owner:"O’Neil"`, { tag: ["a,b", 'say "hi"'], owner: ["O’Neil"] }, ""],
    ["tag:smoke,Smoke,SMOKE", { tag: ["smoke"] }, ""],
    ["-tag:slow", {}, "-tag:slow"],
    ["tag:smoke -tag:slow", { tag: ["smoke"] }, "-tag:slow"],
    ["tag:a tag:b owner:ana", { owner: ["ana"] }, "tag:a tag:b"],
    ["tag:a TAG:a", {}, "tag:a tag:a"],
    ['tag:" a"', {}, 'tag:" a"'],
    ['tag:fine," a"', {}, 'tag:fine," a"'],
    [`tag:${"x".repeat(150)}`, { tag: ["x".repeat(150)] }, ""],
    [`tag:${"x".repeat(151)}`, {}, `tag:${"x".repeat(151)}`],
    [`tag:${TOO_MANY}`, {}, `tag:${TOO_MANY}`],
  ])("of %j", (typed, chosen, rest) => {
    const split = splitFilter(read(typed));
    expect(split.chosen).toEqual({ ...NOTHING, ...chosen });
    expect(printFilter(split.rest)).toBe(rest);
  });

  it("leaves a term without values where it is: nothing matches it", () => {
    const nothing: Filter = [{ key: "tag", negated: false, values: [] }];
    expect(splitFilter(nothing)).toEqual({ chosen: NOTHING, rest: nothing });
  });
});

describe("joinFilter", () => {
  it.each<[chosen: Partial<FilterChoices["chosen"]>, rest: string, joined: string]>([
    [{}, "", ""],
    [{}, "os:iOS", "os:iOS"],
    [{ owner: ["ana"], device: ["iPhone*"] }, "Login -tag:slow", "device:iPhone* owner:ana test:*Login* -tag:slow"],
    [{ tag: ["a,b", "B", "b"] }, "", 'tag:"a,b",B'],
  ])("of %j and %j", (chosen, rest, joined) => {
    expect(printFilter(joinFilter({ chosen: { ...NOTHING, ...chosen }, rest: read(rest) }))).toBe(joined);
  });
});

describe("saidTwice", () => {
  it.each<[chosen: Partial<FilterChoices["chosen"]>, rest: string, keys: readonly string[]]>([
    [{ tag: ["smoke"] }, "", []],
    [{ tag: ["smoke"] }, "os:iOS owner:ana device:x", []],
    [{ tag: ["smoke"] }, "-tag:slow", []],
    [{ tag: ["smoke"] }, "tag:slow", ["tag"]],
    [{ tag: ["smoke"], owner: ["ana"] }, "owner:ben -tag:slow tag:a tag:b", ["tag", "owner"]],
  ])("of %j and %j", (chosen, rest, keys) => {
    expect(saidTwice({ chosen: { ...NOTHING, ...chosen }, rest: read(rest) })).toEqual(keys);
  });
});

it.each<[string, boolean]>([
  ["Apple iPhone 15", true],
  ["night*", true],
  ["?", true],
  ["🚀", true],
  ["日本", true],
  ["", false],
  [" ", false],
  ["\u200B", false],
  [" a", false],
  ["a ", false],
  ["a\nb", false],
  ["a\u2028b", false],
  ["a\u0000", false],
  ["\uD800", false],
  ["x".repeat(150), true],
  ["x".repeat(151), false],
])("canBeChosen(%j) is %s", (name, expected) => {
  expect(canBeChosen(name)).toBe(expected);
});

describe("any filter", () => {
  const value = fc.oneof(
    fc.constantFrom("smoke", "Smoke", "checkout", "*o*", "ana", "iPhone 15", "Apple*", "00008030", "zzz", " smoke", ""),
    fc.string({ unit: "binary" }),
  );
  const key = fc.constantFrom<FilterKey>(...CHOICE_KEYS, "test", "os");
  const filter: fc.Arbitrary<Filter> = fc.array(
    fc.record({ key, negated: fc.boolean(), values: fc.array(value, { maxLength: 4 }) }),
    { maxLength: 5 },
  );
  const execution = fc
    .record({
      tags: fc.subarray(["smoke", "checkout", "slow", " smoke", ""]),
      owner: fc.constantFrom("ana", "Ben"),
      deviceId: fc.constantFrom("00008030", "R5CT"),
    })
    .map(({ tags, owner, deviceId }) =>
      anExecution({ tags, owner, platforms: [{ kind: "device", deviceId, maker: "Apple", model: "iPhone 15" }] }),
    );

  it("means the same when it was taken apart and put together", () => {
    fc.assert(
      fc.property(filter, execution, (given, one) => {
        expect(matchFilter(joinFilter(splitFilter(given)), one)).toBe(matchFilter(given, one));
      }),
      { numRuns: 1_000 },
    );
  });

  it("is taken apart without contradiction, into names that can be chosen", () => {
    fc.assert(
      fc.property(filter, (given) => {
        const split = splitFilter(given);
        expect(saidTwice(split)).toEqual([]);
        expect(Object.values(split.chosen).flat().every(canBeChosen)).toBe(true);
        expect(splitFilter(joinFilter(split))).toEqual(split);
      }),
    );
  });

  it("survives the form's text field", () => {
    const typable = filter.map((terms) =>
      terms.map((term) => ({ ...term, values: ["x", ...term.values.filter((one) => one.trim() !== "")] })),
    );
    fc.assert(
      fc.property(typable, (given) => {
        const { chosen, rest } = splitFilter(given);
        expect(joinFilter({ chosen, rest: read(printFilter(rest)) })).toEqual(joinFilter({ chosen, rest }));
      }),
    );
  });
});
