import { expect, test } from "vitest";
import { shortenData } from "./shorten-data.ts";
import { splitJson } from "./split-json.ts";

const picture = (bytes: number): string => `data:image/png;base64,${Buffer.alloc(bytes, 7).toString("base64")}`;

test.each([
  ["a picture", { url: picture(15_000) }, '{"url":"data:image/png;base64,… (15 kB)"}'],
  ["a small picture", { url: picture(400) }, '{"url":"data:image/png;base64,… (400 bytes)"}'],
  ["a few bytes", { url: "data:image/gif;base64,R0lGOD" }, '{"url":"data:image/gif;base64,R0lGOD"}'],
  [
    "two pictures",
    [picture(3_000), picture(4_100)],
    '["data:image/png;base64,… (3 kB)","data:image/png;base64,… (4 kB)"]',
  ],
  ["none", { text: "data: base64, done" }, '{"text":"data: base64, done"}'],
])("tells %s by its size", (_name, json, expected) => {
  expect(shortenData(JSON.stringify(json))).toBe(expected);
});

test("a card with a large picture is split in no time to speak of, as one string", () => {
  const json = JSON.stringify({ type: "Image", url: picture(60_000), altText: "Pass rate" });
  expect(splitJson(shortenData(json)).filter(({ kind }) => kind === "string")).toHaveLength(3);
  expect(splitJson(json).find(({ text }) => text.includes("base64"))?.text).toHaveLength(picture(60_000).length + 2);
});
