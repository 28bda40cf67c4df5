import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { strikeSecrets } from "./strike-secrets.ts";
import { causeKey } from "./cause.ts";
import { trimMessage } from "./trim-message.ts";
import { aRecordedExecution } from "./testing/a-recorded-execution.ts";

const JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbmEifQ.c2lnbmF0dXJl";
const STRUCK = "[struck out]";

describe("strikeSecrets", () => {
  it.each([
    ["password=hunter2", `password=${STRUCK}`],
    ["Password: hunter2, then more", `Password: ${STRUCK}, then more`],
    ["db_password=hunter2", `db_password=${STRUCK}`],
    ["securityToken=abc123&user=ana", `securityToken=${STRUCK}&user=ana`],
    ["PERFECTO_SECURITY_TOKEN = abc", `PERFECTO_SECURITY_TOKEN = ${STRUCK}`],
    ["client_secret: 'a b c'", `client_secret: ${STRUCK}`],
    ['{"apiKey": "abc def", "n": 1}', `{"apiKey": ${STRUCK}, "n": 1}`],
    ['{\\"password\\":\\"hunter2\\"}', `{\\"password\\":${STRUCK}}`],
    ['password="never closed', `password=${STRUCK}`],
    ["Authorization: Bearer abc.def", `Authorization: ${STRUCK}`],
    ["authorization=Basic dXNlcjpw", `authorization=${STRUCK}`],
    ["Perfecto-Authorization: abc", `Perfecto-Authorization: ${STRUCK}`],
    ["the PIN is 1234", `the PIN is ${STRUCK}`],
    ["your password is Sommer!", `your password is ${STRUCK}`],
    ["OTP: 123456", `OTP: ${STRUCK}`],
    ["db_pass=x", `db_pass=${STRUCK}`],
    [`got ${JWT} back`, `got ${STRUCK} back`],
    [`token=${JWT}`, `token=${STRUCK}`],
    [`Authorization: Bearer ${JWT}`, `Authorization: Bearer ${STRUCK}`],
    ["xoxb-1234567890-abc", STRUCK],
    ["AKIAABCDEFGHIJKLMNOP", STRUCK],
    ["ghp_abcdefghijklmnopqrst", STRUCK],
    ["no route to https://ana:hunter2@hub.example/wd", `no route to https://ana:${STRUCK}@hub.example/wd`],
    ["-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY----- after", `${STRUCK} after`],
    ["-----BEGIN PRIVATE KEY-----\nnever ends", STRUCK],
  ])("strikes %j", (given, wanted) => {
    expect(strikeSecrets(given)).toBe(wanted);
  });

  it.each([
    "Token expired",
    "password is required",
    "The password is incorrect.",
    "token is invalid",
    "PIN is not displayed",
    "no such element: //input[@id='password']",
    "Element not found: Forgot password",
    "compass: north, bypass=true, shipping: free",
    "expected 1 to equal 2 at https://example.com:8080/path",
    "tokenizer: 12 words",
    "authorized: ana",
  ])("leaves %j readable", (given) => {
    expect(strikeSecrets(given)).toBe(given);
  });

  it("strikes a second time what it struck only once", () => {
    const pieces = fc.constantFrom(
      "password",
      "token",
      "pin",
      "=",
      ": ",
      " is ",
      '"',
      "'",
      "\\",
      "x1",
      "Bearer ",
      STRUCK,
      JWT,
      "\n",
      " ",
      "://a:b@",
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 14 }), (parts) => {
        const once = strikeSecrets(parts.join(""));
        expect(strikeSecrets(once)).toBe(once);
      }),
    );
  });

  it("never leaves a value that follows a name", () => {
    const secret = fc.stringMatching(/^[A-Z][A-Za-z0-9]{7,20}X9$/);
    const form = fc.constantFrom(
      "password=$",
      "userPassword: $",
      '"token":"$"',
      '\\"secret\\":\\"$\\"',
      "api-key = '$",
      "the otp is $",
    );
    fc.assert(
      fc.property(secret, form, (value, shape) => {
        expect(strikeSecrets(`before ${shape.replace("$", () => value)}`)).not.toContain(value);
      }),
    );
  });
});

describe("hostile texts of 100 kB", () => {
  const bait = [
    "eyJaaaaaaaa-",
    "eyJaaaaaaaa.",
    "token ",
    "token\\",
    "token='",
    "pin=\"pin='",
    "password is ",
    "-----BEGIN A",
    "-----BEGIN PRIVATE KEY-----END ",
    "://a:",
    "\n",
    "\n\t ",
    "  at ",
    "0",
    "aaaaaaaa-",
    "deadbeef-",
    "https://",
    " ",
  ];
  it.each(bait)("of %j are read without backtracking over and over", (piece) => {
    const text = piece.repeat(Math.ceil(100_000 / piece.length));
    for (const hostile of [text, `token${text}`, `${text}\nx`, `\n${text}!`]) {
      strikeSecrets(hostile);
      trimMessage(hostile);
      causeKey(
        aRecordedExecution(
          { status: "FAILED", message: hostile, reason: hostile },
          { enrichment: { state: "unavailable" } },
        ),
      );
    }
    expect(text.length).toBeGreaterThanOrEqual(100_000);
  });
});
