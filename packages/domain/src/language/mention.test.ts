import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseMention, printMention } from "./mention.ts";

describe("parseMention", () => {
  it.each([
    ["@user:U123", { kind: "user", id: "U123" }],
    ["@group:S123", { kind: "group", id: "S123" }],
    ["@here", { kind: "here", id: "" }],
    ["@Here", { kind: "here", id: "" }],
    ["@User:29:1x-Y_z", { kind: "user", id: "29:1x-Y_z" }],
    ["@user:", undefined],
    ["@user: U1", undefined],
    ["user:U123", undefined],
    ["@here:x", undefined],
    ["@qa", undefined],
    ["@channel", undefined],
    ["", undefined],
  ])("%s", (text, expected) => {
    expect(parseMention(text)).toEqual(expected);
  });

  it("gives back every mention that was printed", () => {
    const id = fc.string({ unit: "grapheme", minLength: 1 }).filter((text) => /^\S/.test(text));
    const kind = fc.constantFrom("user" as const, "group" as const);
    fc.assert(
      fc.property(fc.record({ kind, id }), (mention) => {
        expect(parseMention(printMention(mention))).toEqual(mention);
      }),
    );
    expect(printMention({ kind: "here", id: "" })).toBe("@here");
  });
});
