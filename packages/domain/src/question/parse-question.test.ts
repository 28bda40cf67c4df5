import { describe, expect, it } from "vitest";
import type { FilterTerm } from "../filter.ts";
import { parseQuestion } from "./parse-question.ts";
import type {
  AskContext,
  BuildQuestion,
  CompareQuestion,
  ExecutionsQuestion,
  Question,
  TrendQuestion,
} from "./question.ts";

const HOUR_MS = 3_600_000;
const NOW_MS = Date.parse("2026-11-23T13:05:42.000Z");
const context: AskContext = { nowMs: NOW_MS + 500, timeZone: "Europe/Berlin" };

function back(hours: number, windowWasDefaulted: boolean) {
  return { window: { fromMs: NOW_MS - hours * HOUR_MS, toMs: NOW_MS }, windowWasDefaulted };
}

function failures(...filter: readonly FilterTerm[]): ExecutionsQuestion<"failures"> {
  return { verb: "failures", filter, ...back(24, true) };
}

function runs(said: Partial<Omit<ExecutionsQuestion, "verb">>): Question {
  return { verb: "runs", filter: [], ...back(24, true), ...said };
}

function build(job: string, number?: string, ...filter: readonly FilterTerm[]): BuildQuestion {
  return { verb: "build", job, ...(number === undefined ? {} : { number }), filter };
}

function builds(job: string, last: number, ...filter: readonly FilterTerm[]): Question {
  return { verb: "builds", job, last, filter };
}

function compare(
  job: string,
  numbers: Pick<CompareQuestion, "base" | "other">,
  ...filter: readonly FilterTerm[]
): Question {
  return { verb: "compare", job, ...numbers, filter };
}

function trend(job: string, said: Partial<TrendQuestion> = {}): Question {
  return { verb: "trend", job, filter: [], ...back(14 * 24, true), ...said };
}

function term(key: FilterTerm["key"], ...values: readonly string[]): FilterTerm {
  return { key, negated: false, values };
}

function not(positive: FilterTerm): FilterTerm {
  return { ...positive, negated: true };
}

const login = term("test", "*Login*");

describe("parseQuestion", () => {
  it.each<[string, Question]>([
    ["failures", failures()],
    ["  FAILS ", failures()],
    ["failed", failures()],
    ["failures last 24h", { ...failures(), windowWasDefaulted: false }],
    ["failures last 2 days", { ...failures(), ...back(48, false) }],
    ["failures Login", failures(login)],
    ["failures “Login works”", failures(term("test", "*Login works*"))],
    ["failures ‘last 24h’", failures(term("test", "*last 24h*"))],
    ["failures \"today\" 'since'", failures(term("test", "*today*"), term("test", "*since*"))],
    ["failures -Login tag:a,b –os:Android", failures(not(login), term("tag", "a", "b"), not(term("os", "Android")))],
    ["failures job:Nightly* status:blocked", failures(term("job", "Nightly*"), term("status", "blocked"))],
    ["failures build:#45 past", failures(term("build", "45"), term("test", "*past*"))],
    ["failures a..b this that", failures(term("test", "*a..b*"), term("test", "*this*"), term("test", "*that*"))],
    ["failures total form 2", failures(term("test", "*total*"), term("test", "*form*"), term("test", "*2*"))],
    ["failures by:platform", { ...failures(), by: "platform" }],
    ["failures BY:Device Login", { ...failures(login), by: "device" }],
    ["failures by", failures(term("test", "*by*"))],
    ["runs", runs({})],
    ["executions by:owner last 1h", runs({ ...back(1, false), by: "owner" })],
    ["runs status:passed last hour", runs({ ...back(1, false), filter: [term("status", "passed")] })],
    [
      "results tag:x Login last 3 days project:Shop",
      runs({ ...back(72, false), filter: [term("tag", "x"), login, term("project", "Shop")] }),
    ],
    ["build Nightly", build("Nightly")],
    ["build Nightly Regression", build("Nightly Regression")],
    ["build Nightly Regression latest", build("Nightly Regression")],
    ["build Nightly Regression 45", build("Nightly Regression", "45")],
    ["build Nightly #045", build("Nightly", "45")],
    ["build Nightly 45 tag:x Login", build("Nightly", "45", term("tag", "x"), login)],
    ["build Nightly #45 Login", build("Nightly", "45", login)],
    ['build "Suite 2"', build("Suite 2")],
    ["build “Suite 2” 45", build("Suite 2", "45")],
    ["build job:Nightly 45", build("Nightly", "45")],
    ["build job:“Nightly A” #45 -Login", build("Nightly A", "45", not(login))],
    ["build Smoke on iOS 45", build("Smoke on iOS", "45")],
    ["build Nightly 45 -job:x lab:acme", build("Nightly", "45", not(term("job", "x")), term("lab", "acme"))],
    ["build '45'", build("45")],
    ["builds Nightly", builds("Nightly", 10)],
    ["builds Nightly last 20", builds("Nightly", 20)],
    ["history Nightly Regression 50", builds("Nightly Regression", 50)],
    ["builds last 5 Nightly", builds("Nightly", 5)],
    ["builds Nightly branch:main last 1", builds("Nightly", 1, term("branch", "main"))],
    ["builds Nightly last 20 Login", builds("Nightly", 20, login)],
    ['builds "Suite 2"', builds("Suite 2", 10)],
    ["compare Nightly", compare("Nightly", {})],
    ["compare Nightly 45", compare("Nightly", { other: "45" })],
    ["compare Nightly A 44 45", compare("Nightly A", { base: "44", other: "45" })],
    ["compare Nightly #45 #44", compare("Nightly", { base: "45", other: "44" })],
    ["compare Nightly #44..#45", compare("Nightly", { base: "44", other: "45" })],
    ["compare Nightly 44..45 Login", compare("Nightly", { base: "44", other: "45" }, login)],
    ["compare Nightly 44…45", compare("Nightly", { base: "44", other: "45" })],
    ["diff Nightly 44 with 45 os:iOS", compare("Nightly", { base: "44", other: "45" }, term("os", "iOS"))],
    ["compare Nightly #44 vs #45", compare("Nightly", { base: "44", other: "45" })],
    ["compare job:Nightly 44 45", compare("Nightly", { base: "44", other: "45" })],
    ['compare "Suite 2" 3', compare("Suite 2", { other: "3" })],
    ["test 5f0c", { verb: "test", about: "5f0c" }],
    ["test Login: it's last 24h ", { verb: "test", about: "Login: it's last 24h" }],
    ["test “Login works”", { verb: "test", about: "Login works" }],
    ['test "a" "b"', { verb: "test", about: '"a" "b"' }],
    ["test https://a.example/x?y=1#z", { verb: "test", about: "https://a.example/x?y=1#z" }],
    ["jobs", { verb: "jobs" }],
    ["jobs Nightly Regression", { verb: "jobs", pattern: "*Nightly Regression*" }],
    ["jobs nightly-*", { verb: "jobs", pattern: "nightly-*" }],
    ["jobs job:x?", { verb: "jobs", pattern: "x?" }],
    ["flaky", { verb: "flaky", filter: [], ...back(7 * 24, true) }],
    ["flakes -tag:slow last 30 days", { verb: "flaky", filter: [not(term("tag", "slow"))], ...back(720, false) }],
    ["trend Nightly", trend("Nightly")],
    ["trend Nightly Regression last 30 days by:os", trend("Nightly Regression", { ...back(720, false), by: "os" })],
    ["trend last 30 days Nightly", trend("Nightly", back(720, false))],
    ["trend Nightly last 2 days Login", trend("Nightly", { ...back(48, false), filter: [login] })],
    ["trend Nightly by:os Login", trend("Nightly", { by: "os", filter: [login] })],
    ["trend job:Nightly Login", trend("Nightly", { filter: [login] })],
    ['trend "last week"', trend("last week")],
    ["trend Soak 24h", trend("Soak 24h")],
    ["trend * -job:Nightly", trend("*", { filter: [not(term("job", "Nightly"))] })],
  ])("understands %j", (text, command) => {
    expect(parseQuestion(text, context)).toEqual({ kind: "understood", command });
  });
});
