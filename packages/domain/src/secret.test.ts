import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { Secret } from "./secret.ts";

const TEXT = "hunter2-token";
const secret = new Secret(TEXT);

describe("Secret", () => {
  it("is given by reveal alone", () => {
    expect(secret.reveal()).toBe(TEXT);
  });

  it.each<[string, string]>([
    ["String()", String(secret)],
    ["a template", String.raw({ raw: ["Bearer ", ""] }, secret)],
    ["joining", ["Bearer", secret].join(" ")],
    ["JSON", JSON.stringify({ nested: [secret] })],
    ["inspection", inspect(secret)],
    [
      "deep inspection with hidden members",
      inspect({ nested: { secret } }, { showHidden: true, depth: null, getters: true }),
    ],
    ["an error's cause", inspect(new Error("refused", { cause: secret }))],
    ["its own keys", JSON.stringify(Object.getOwnPropertyNames(secret))],
    ["a spread", JSON.stringify(Object.assign({}, secret))],
    ["a structured clone", inspect(structuredClone({ secret }))],
  ])("is not shown by %s", (_, shown) => {
    expect(shown).not.toContain(TEXT);
  });

  it.each([String(secret), [secret].join(), inspect(secret)])("shows that something is hidden: %s", (shown) => {
    expect(shown).toBe("[secret]");
  });
});
