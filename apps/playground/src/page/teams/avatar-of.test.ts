import { describe, expect, it } from "vitest";
import { avatarOf } from "./avatar-of.ts";

describe("avatarOf", () => {
  it.each([
    ["Quinn QA", "QQ"],
    ["Dana", "D"],
    ["  anna maria van dyk ", "AD"],
    ["𝒳 Æther", "𝒳Æ"],
    ["…", "?"],
    ["", "?"],
  ])("%j: %s", (name, initials) => {
    expect(avatarOf(name).initials).toBe(initials);
  });

  it("gives a name always the same colour, and not all names one", () => {
    expect(avatarOf("Dana Levi")).toEqual(avatarOf("Dana Levi"));
    expect(
      new Set(["Dana", "Quinn", "Sam", "Robin", "Alex"].map((name) => avatarOf(name).colour)).size,
    ).toBeGreaterThan(1);
  });
});
