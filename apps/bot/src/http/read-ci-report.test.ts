import { describe, expect, test } from "vitest";
import { readCiReport } from "./read-ci-report.ts";

const SAID = { job: "Nightly", number: 45, state: "finished" };
const READ = { lab: "acme", job: "Nightly", number: 45, state: "finished" };
const NO_NUMBER = { lab: "acme", job: "Nightly", state: "finished" };
const LONG_NAME = "x".repeat(1_000);
const MOST_TESTS = Array.from({ length: 10_000 }, (_, index) => `test ${index}`);

describe("a report of CI", () => {
  test.each<[string, object, object]>([
    ["as it should be", {}, READ],
    ["digits as text", { number: "45", expected: "120", attempt: "2" }, { ...READ, expected: 120, attempt: 2 }],
    ["digits with blanks", { number: " 45\n", expected: "\t120 " }, { ...READ, expected: 120 }],
    ["digits with zeros in front", { number: "0045" }, READ],
    ["a whole number that is written as a fraction", { number: 45.0 }, READ],
    ["no number", { number: undefined }, NO_NUMBER],
    ["number 0", { number: 0 }, NO_NUMBER],
    ["number 0 as text", { number: "0" }, NO_NUMBER],
    ["number null", { number: null }, NO_NUMBER],
    ["an empty number", { number: "" }, NO_NUMBER],
    ["the largest number", { number: Number.MAX_SAFE_INTEGER }, { ...READ, number: Number.MAX_SAFE_INTEGER }],
    ["an expectation of nothing", { expected: 0 }, { ...READ, expected: 0 }],
    [
      "null for everything optional",
      { branch: null, expected: null, attempt: null, tests: null, commit: null, url: null, lab: null },
      READ,
    ],
    [
      "empty texts for everything optional",
      { branch: "", expected: " ", attempt: "", tests: "", commit: "", url: "\n", lab: "" },
      READ,
    ],
    ["a state in capitals", { state: "FINISHED" }, READ],
    ["a state among blanks", { state: " started " }, { ...READ, state: "started" }],
    ["a job with stray blanks", { job: "  Nightly \t Regression\n" }, { ...READ, job: "Nightly Regression" }],
    ["a job in another case", { job: "NIGHTLY" }, { ...READ, job: "NIGHTLY" }],
    ["a branch among blanks", { branch: " origin/Main " }, { ...READ, branch: "origin/Main" }],
    ["names of tests", { tests: ["a", "b"] }, { ...READ, tests: ["a", "b"], expected: 2 }],
    [
      "names of tests, untidy",
      { tests: [" a ", "", null, "a", "  ", "b"] },
      { ...READ, tests: ["a", "b"], expected: 2 },
    ],
    ["names of tests and another count", { tests: ["a"], expected: 9 }, { ...READ, tests: ["a"], expected: 1 }],
    ["no names of tests, and a count", { tests: ["", " "], expected: 9 }, { ...READ, expected: 9 }],
    ["as many tests as there may be", { tests: MOST_TESTS }, { ...READ, tests: MOST_TESTS, expected: 10_000 }],
    [
      "more tests, of which many are the same",
      { tests: [...MOST_TESTS, ...MOST_TESTS] },
      { ...READ, tests: MOST_TESTS, expected: 10_000 },
    ],
    ["a long name of a test", { tests: [LONG_NAME] }, { ...READ, tests: [LONG_NAME], expected: 1 }],
    ["a commit", { commit: ` ${"a".repeat(100)} ` }, { ...READ, commit: "a".repeat(100) }],
    ["the run's address", { url: " https://ci.test/45 " }, { ...READ, url: "https://ci.test/45" }],
    ["an address without TLS", { url: "HTTP://ci.test/45?a=b#c" }, { ...READ, url: "HTTP://ci.test/45?a=b#c" }],
    ["the lab", { lab: " acme " }, READ],
  ])("with %s is understood", (_what, said, report) => {
    expect(readCiReport({ ...SAID, ...said }, ["acme"])).toEqual({ kind: "report", report, ignored: [] });
  });

  test.each<[string, object, readonly string[]]>([
    ["unknown members", { foo: 1, expcted: null }, ["foo", "expcted"]],
    ["members that objects have anyway", JSON.parse('{"__proto__":1,"toString":2}'), ["__proto__", "toString"]],
    ["a member in other case", { Branch: "main" }, ["Branch"]],
    ["a link of another kind", { url: "javascript:alert(1)" }, ["url"]],
    ["a file", { url: "file:///etc/hosts" }, ["url"]],
    ["words in place of a link", { url: "build 45" }, ["url"]],
    ["a link without slashes", { url: "https:ci.test" }, ["url"]],
    ["a link with a blank", { url: "https://ci.test/a b" }, ["url"]],
    ["a link with a password", { url: "https://quinn:secret@ci.test/" }, ["url"]],
    ["a link that is too long", { url: `https://ci.test/${"x".repeat(2_000)}` }, ["url"]],
    ["a link that is no text", { url: {} }, ["url"]],
    ["a commit that is too long", { commit: "a".repeat(101) }, ["commit"]],
    ["a commit that is no text", { commit: 5 }, ["commit"]],
  ])("is taken without %s, which are named", (_what, said, ignored) => {
    const read = readCiReport({ ...SAID, ...said }, ["acme"]);
    expect(read).toEqual({ kind: "report", report: READ, ignored });
  });

  test.each([
    "20261123.4",
    20261123.4,
    -1,
    "-1",
    "+45",
    "1e3",
    "#45",
    "٤٥",
    1e300,
    "99999999999999999999",
    true,
    [45],
    { n: 45 },
  ])("with the number %j is refused, saying which number is meant", (number) => {
    expect(readCiReport({ ...SAID, number }, ["acme"])).toEqual({
      kind: "mistaken",
      mistakes: [
        expect.stringMatching(
          /^number: .*tests report to Perfecto \(-Dreportium-job-number\).*such as 45.*Build\.BuildId, not Build\.BuildNumber$/u,
        ),
      ],
    });
  });

  test.each<[string, object, readonly string[]]>([
    ["no job", { job: " " }, ["job"]],
    ["a job that is no text", { job: 5 }, ["job"]],
    ["a job that is too long", { job: "x".repeat(501) }, ["job"]],
    ["a job that fits into no address", { job: "🚀".repeat(170) }, ["job"]],
    ["no state", { state: null }, ["state"]],
    ["a wrong state", { state: "done" }, ["state"]],
    ["a state that is no text", { state: 1 }, ["state"]],
    ["a branch that is no text", { branch: ["main"] }, ["branch"]],
    ["a branch that is too long", { branch: "x".repeat(501) }, ["branch"]],
    ["a negative expectation", { expected: -1 }, ["expected"]],
    ["a huge expectation", { expected: 1_000_001 }, ["expected"]],
    ["an expectation in words", { expected: "many" }, ["expected"]],
    ["attempt 0", { attempt: 0 }, ["attempt"]],
    ["a fractional attempt", { attempt: "1.5" }, ["attempt"]],
    ["tests that are no list", { tests: "a,b" }, ["tests"]],
    ["too many tests", { tests: [...MOST_TESTS, "one more"] }, ["tests"]],
    ["names that are too long, or none", { tests: ["a", "", "x".repeat(1_001), 5] }, ["tests.2", "tests.3"]],
    ["a lab that is none", { lab: "mars" }, ["lab"]],
    ["a lab that is no text", { lab: 1 }, ["lab"]],
    ["several mistakes", { job: "", number: -1, state: "", lab: "mars" }, ["job", "number", "state", "lab"]],
  ])("with %s is refused, naming the place", (_what, said, places) => {
    const read = readCiReport({ ...SAID, ...said }, ["acme"]);
    expect(read).toEqual({
      kind: "mistaken",
      mistakes: places.map((place) => expect.stringMatching(new RegExp(`^${place}: \\w.{9}`, "u"))),
    });
  });

  test("of very many mistakes, or members it does not know, names the first", () => {
    const mistaken = readCiReport({ ...SAID, tests: MOST_TESTS.map(() => 5) }, ["acme"]);
    const mistakes = Array.from({ length: 20 }, (_, index) => expect.stringMatching(`^tests.${index}: `));
    expect(mistaken).toEqual({ kind: "mistaken", mistakes: [...mistakes, "and 9980 more"] });
    const wordy = readCiReport({ ...SAID, ...Object.fromEntries(MOST_TESTS.map((name) => [name, 1])) }, ["acme"]);
    expect(wordy).toMatchObject({ report: READ, ignored: [...MOST_TESTS.slice(0, 20), "and 9980 more"] });
  });

  test.each([undefined, null, [], "text", 5])("that is %j is no report", (body) => {
    expect(readCiReport(body, ["acme"])).toEqual({ kind: "mistaken", mistakes: ["body: expected object"] });
  });

  test("has to name its lab where there are several", () => {
    expect(readCiReport({ ...SAID, lab: "acme" }, ["acme", "globex"])).toMatchObject({ report: READ });
    expect(readCiReport(SAID, ["acme", "globex"])).toEqual({
      kind: "mistaken",
      mistakes: ["lab: name one of acme, globex"],
    });
  });
});
