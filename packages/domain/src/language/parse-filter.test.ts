import { describe, expect, it } from "vitest";
import { globOf } from "../glob.ts";
import { FILTER_KEYS, type Filter, type FilterTerm } from "../filter.ts";
import { markedText } from "./marked-text.ts";
import { parseFilter } from "./parse-filter.ts";
import { printFilter } from "./print-filter.ts";
import { tokenize } from "./tokenize.ts";

const KEYS = `keys are ${FILTER_KEYS.join(", ")}; put text that holds a colon in quotes`;
const IS = "`is:` takes `new`, `known`, `flaky` or `recovered`, not";
const STATUS = "a status is `passed`, `failed`, `blocked` or `unknown`, not";

function term(key: FilterTerm["key"], ...values: readonly string[]): FilterTerm {
  return { key, negated: false, values };
}

function not(positive: FilterTerm): FilterTerm {
  return { ...positive, negated: true };
}

describe("parseFilter", () => {
  it.each<[string, Filter]>([
    ["", []],
    ["Login", [term("test", "*Login*")]],
    ["Login works", [term("test", "*Login*"), term("test", "*works*")]],
    ['"Login works"', [term("test", "*Login works*")]],
    ["Login*", [term("test", "Login*")]],
    ["Log?n", [term("test", "Log?n")]],
    ["-Login", [not(term("test", "*Login*"))]],
    ["test:Login", [term("test", "Login")]],
    ["TEST:Login", [term("test", "Login")]],
    ["job:A,B -tag:slow", [term("job", "A", "B"), not(term("tag", "slow"))]],
    ["status:failed,BLOCKED,Passed,unknown", [term("status", "failed", "blocked", "passed", "unknown")]],
    ["status:fail,PASS", [term("status", "failed", "passed")]],
    ["is:new,FLAKY -is:known", [term("is", "new", "flaky"), not(term("is", "known"))]],
    ["build:45,#46,4*", [term("build", "45", "46", "4*")]],
    ["branch:feature/x owner:ana@example.com", [term("branch", "feature/x"), term("owner", "ana@example.com")]],
    ["os:“iOS 17*” device:00008030-0011", [term("os", "iOS 17*"), term("device", "00008030-0011")]],
    ["model:Pixel browser:Chrome", [term("model", "Pixel"), term("browser", "Chrome")]],
    ["project:Shop reason:Timeout lab:acme", [term("project", "Shop"), term("reason", "Timeout"), term("lab", "acme")]],
    [String.raw`test:"pays [\*]"`, [term("test", globOf("pays [*]"))]],
    [String.raw`"what\?"`, [term("test", `*${globOf("what?")}*`)]],
    [String.raw`test:"App\\*"`, [term("test", String.raw`App\\*`)]],
    [String.raw`test:App\*`, [term("test", String.raw`App\\*`)]],
    ["platform:*iPhone* platform:*17*", [term("platform", "*iPhone*"), term("platform", "*17*")]],
  ])("understands %j", (text, filter) => {
    expect(parseFilter(tokenize(text).tokens)).toEqual({ filter, mistakes: [] });
  });

  it.each<[string, readonly [string, string?][]]>([
    ["⟦plattform⟧:x", [["unknown key `plattform`: did you mean `platform`?", "platform"]]],
    ["⟦foo⟧:x -⟦teg⟧:y", [[`unknown key \`foo\`: ${KEYS}`], ["unknown key `teg`: did you mean `tag`?", "tag"]]],
    ["job⟦:⟧ A", [["`job:` has no value: write it right after the colon, without a space"]]],
    ["job:A⟦,⟧ B", [["`job:` has no value after a comma: write its values without spaces between them"]]],
    ['job:⟦""⟧', [["`job:` has an empty value"]]],
    ['⟦" "⟧', [["these quotes are empty"]]],
    [
      "status:⟦red⟧,⟦ok⟧",
      [
        [`${STATUS} \`red\`: did you mean \`failed\`?`, "failed"],
        [`${STATUS} \`ok\`: did you mean \`passed\`?`, "passed"],
      ],
    ],
    [
      "is:⟦fixed⟧,⟦nwe⟧",
      [
        [`${IS} \`fixed\`: did you mean \`recovered\`?`, "recovered"],
        [`${IS} \`nwe\`: did you mean \`new\`?`, "new"],
      ],
    ],
    ["status:⟦blokced⟧", [[`${STATUS} \`blokced\`: did you mean \`blocked\`?`, "blocked"]]],
    ["status:⟦f*⟧", [[`${STATUS} \`f*\``]]],
    ["build:⟦latest⟧", [["`latest` is no build number: write digits, as in `build:45`"]]],
    ["⟦a`b⟧", []],
  ])("finds the mistakes in %j", (marked, expected) => {
    const { text, places } = markedText(marked);
    const { mistakes } = parseFilter(tokenize(text).tokens);
    expect(mistakes).toEqual(
      expected.map(([message, suggestion], index) => ({
        ...places[index],
        message,
        ...(suggestion === undefined ? {} : { suggestion }),
      })),
    );
  });

  it("suggests keys that are known beside the filter's", () => {
    expect(parseFilter(tokenize("mentoin:x").tokens, ["mention"]).mistakes).toMatchObject([{ suggestion: "mention" }]);
    expect(parseFilter(tokenize("mentoin:x").tokens).mistakes[0]).not.toHaveProperty("suggestion");
  });

  it("keeps what it understood beside mistakes", () => {
    expect(parseFilter(tokenize("tag:a status:failed,grey").tokens).filter).toEqual([
      term("tag", "a"),
      term("status", "failed"),
    ]);
  });
});

describe("printFilter", () => {
  it.each<[Filter, string]>([
    [[], ""],
    [[term("test", "*Login*")], "test:*Login*"],
    [[not(term("job", "Nightly A", "b"))], '-job:"Nightly A",b'],
    [[term("test", globOf('say "hi" \\'))], String.raw`test:"say \"hi\" \\"`],
    [[term("test", globOf("pays [*]"), "pays*")], String.raw`test:"pays [\*]",pays*`],
    [[term("branch", "//x"), term("tag", "-a", "b,c")], 'branch:"//x" tag:"-a","b,c"'],
  ])("%j", (filter, text) => {
    expect(printFilter(filter)).toBe(text);
  });
});
