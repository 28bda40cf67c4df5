import { inspect } from "node:util";
import { Secret } from "@perfecto-bot/domain";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readEncryptionKeys } from "./encryption-keys.ts";
import { openText, sealText } from "./sealed-text.ts";

const HEX = "0f".repeat(32);
const [KEY] = await readEncryptionKeys(new Secret(HEX));

describe("sealText and openText", () => {
  it("give back any text under any name", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string(), (text, name) => {
        expect(openText(sealText(text, name, KEY), name, [KEY]).text).toBe(text.toWellFormed());
      }),
    );
  });

  it("never seal the same text to the same value", () => {
    expect(sealText("text", "name", KEY)).not.toBe(sealText("text", "name", KEY));
  });

  it("notice every changed character", () => {
    const sealed = sealText("a secret", "name", KEY);
    const changed = Array.from(sealed, (letter, index) => {
      const other = letter === "A" ? "B" : "A";
      return `${sealed.slice(0, index)}${other}${sealed.slice(index + 1)}`;
    });
    // The last characters of base64url may hold bits that belong to no byte.
    const forged = changed.filter((text) => bytes(text) !== bytes(sealed));
    expect(forged.length).toBeGreaterThan(sealed.length - 3);
    for (const text of forged)
      expect(() => openText(text, "name", [KEY])).toThrow(/ENCRYPTION_KEY|not what was written/);
  });

  it.each([
    ["another name", sealText("a secret", "other", KEY)],
    ["cut", sealText("a secret", "name", KEY).slice(0, -20)],
    ["empty", ""],
    ["a bare head", `v1.${KEY.id}..`],
  ])("refuse a value that is %s", (_, sealed) => {
    expect(() => openText(sealed, "name", [KEY])).toThrow(expect.objectContaining({ kind: "tampered" }));
  });
});

describe("readEncryptionKeys", () => {
  it.each([
    ["hex", HEX, HEX.toUpperCase()],
    ["base64", Buffer.from(HEX, "hex").toString("base64"), HEX],
    ["base64url", Buffer.alloc(32, 0xfb).toString("base64url"), "fb".repeat(32)],
  ])("takes 32 bytes as %s", async (_, text, hex) => {
    const [key] = await readEncryptionKeys(new Secret(text));
    expect(key.reveal().toString("hex")).toBe(hex.toLowerCase());
  });

  it("stretches passphrases, the same way each time", async () => {
    const [one, two] = await readEncryptionKeys(new Secret("correct horse battery, staple of wrong horses\n"));
    expect(one.reveal()).toHaveLength(32);
    expect(two?.id).not.toBe(one.id);
    const [again] = await readEncryptionKeys(new Secret("correct horse battery"));
    expect(again.id).toBe(one.id);
  });

  it.each(["", " , \n", "too short", `${HEX},short`])("refuses %j", async (text) => {
    await expect(readEncryptionKeys(new Secret(text))).rejects.toMatchObject({ name: "VaultError", kind: "bad-keys" });
  });

  it("cannot be printed", () => {
    const shown = [inspect(KEY, { depth: 9, showHidden: true }), JSON.stringify(KEY)].join("\n");
    expect(shown).not.toMatch(/0f0f|0f 0f|15,\s*15/);
  });
});

function bytes(sealed: string): string {
  const [version, id, ...parts] = sealed.split(".");
  return [version, id, ...parts.map((part) => Buffer.from(part, "base64url").toString("hex"))].join(".");
}
