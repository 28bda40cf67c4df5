import { describe, expect, it } from "vitest";
import { noonMs } from "../testing/wire-context.ts";
import { classifyAnswer, type HttpAnswer, type Subject } from "./classify-answer.ts";

const refusal = (userMessage: string) => JSON.stringify([{ userMessage }]);
const badToken = refusal("Failed decoding the offline token: Session not active");
const noTenant = refusal("Missing Perfecto-TenantId header");
const tooOld = refusal("Time period is not in supported range, please change");
const page = "<!doctype html><title>Sign in</title>";

function classify(status: number, text: string, more: Partial<HttpAnswer> = {}, subject: Subject = "executions") {
  return classifyAnswer({ status, text, retryAfter: undefined, location: undefined, ...more }, subject, noonMs);
}

it.each([
  [200, badToken, "token-refused", false],
  [401, badToken, "token-refused", false],
  [401, "", "token-refused", false],
  [403, page, "token-refused", false],
  [500, badToken, "token-refused", false],
  [401, noTenant, "wrong-lab", false],
  [200, noTenant, "wrong-lab", false],
  [500, noTenant, "wrong-lab", false],
  [200, tooOld, "window-too-old", false],
  [400, tooOld, "window-too-old", false],
  [200, refusal("Something new"), "refused", false],
  [200, '{"userMessage":"Something new"}', "refused", false],
  [400, refusal("Something new"), "refused", false],
  [400, "{}", "refused", false],
  [404, refusal("No such path"), "refused", false],
  [429, "", "rate-limited", true],
  [429, badToken, "rate-limited", true],
  [500, "", "unreachable", false],
  [500, refusal("Something new"), "unreachable", false],
  [501, page, "unreachable", false],
  [502, page, "unreachable", true],
  [503, "", "unreachable", true],
  [504, "", "unreachable", true],
  [503, badToken, "token-refused", false],
  [200, page, "not-json", false],
  [200, "", "not-json", false],
  [204, "", "not-json", false],
  [200, '{"resources":[{"id"', "not-json", false],
  [404, page, "not-json", false],
  [407, page, "not-json", false],
  [302, "", "not-json", false],
  [304, "", "not-json", false],
])("%i with %s is %s, passing: %s", (status, text, kind, passing) => {
  expect(classify(status, text)).toMatchObject({ ok: false, failure: { kind, passing } });
});

it.each([
  ["{}", {}],
  ["[]", []],
  ['[{"userMessage":""}]', [{ userMessage: "" }]],
  ["null", null],
])("hands on other JSON: %s", (text, value) => {
  expect(classify(200, text)).toEqual({ ok: true, value });
});

it("takes 404 for commands as an execution that is not there", () => {
  expect(classify(404, "", {}, "commands")).toMatchObject({ failure: { kind: "not-found" } });
});

it("names the wait of an answer that can be asked for again, and of no other", () => {
  expect(classify(429, "", { retryAfter: "7" })).toMatchObject({ failure: { retryAfterMs: 7_000 } });
  expect(classify(503, "", { retryAfter: "7" })).toMatchObject({ failure: { retryAfterMs: 7_000 } });
  expect(classify(429, "")).not.toHaveProperty("failure.retryAfterMs");
  expect(classify(400, "", { retryAfter: "7" })).not.toHaveProperty("failure.retryAfterMs");
});

describe("what it says", () => {
  it.each([
    [200, "https://evil.example/login?token=x", "HTTP 200, with a web page"],
    [302, "https://evil.example/login?token=x", "HTTP 302, a redirect to evil.example, which is never followed"],
    [302, "/login", "HTTP 302, a redirect elsewhere on the same host, which is never followed"],
    [302, undefined, "HTTP 302, a redirect elsewhere on the same host, which is never followed"],
  ])("%i to %s", (status, location, fact) => {
    expect(classify(status, page, { location })).toMatchObject({ failure: { fact } });
  });

  it("quotes every message", () => {
    const text = JSON.stringify([{ userMessage: "one" }, { userMessage: "two" }, {}]);
    expect(classify(400, text)).toMatchObject({ failure: { fact: 'HTTP 400, "one; two"' } });
  });
});
