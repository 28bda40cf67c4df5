import { Secret } from "@perfecto-bot/domain";
import { expect, test } from "vitest";
import { createLog } from "./log.ts";

function logged(fields: object, message: string): string {
  const lines: string[] = [];
  createLog("debug", { write: (line) => void lines.push(line) }).warn(fields, message);
  return lines.join("");
}

test("secrets never reach the log, by field name or by shape", () => {
  const jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl";
  const line = logged(
    {
      token: "field-secret",
      request: { headers: { cookie: "header-secret" } },
      own: new Secret("own-secret"),
      url: "redis://:redis-secret@host:6379/0",
      note: jwt,
    },
    "posting with xoxb-123456-abcdef failed, and xapp-1-A0-99 too",
  );
  for (const secret of ["field-secret", "header-secret", "own-secret", "redis-secret", jwt, "xoxb-123456", "xapp-1-A0"])
    expect(line).not.toContain(secret);
  expect(JSON.parse(line)).toMatchObject({ token: "[secret]", msg: "posting with [secret] failed, and [secret] too" });
});

test("what is no secret stays readable", () => {
  expect(JSON.parse(logged({ lab: "acme", job: "Nightly #45" }, "all is well"))).toMatchObject({
    lab: "acme",
    job: "Nightly #45",
    msg: "all is well",
  });
});
