import { expect, it } from "vitest";
import { parseLabBase } from "../links/lab-base.ts";
import { wireContext } from "../testing/wire-context.ts";
import { normaliseLink } from "./normalise-link.ts";

it.each([
  ["https://demo.app.perfectomobile.com/reporting/test/1?a=b%20c#d"],
  ["https://reporting.perfectomobile.com/test/5ad488880dd75a"],
  ["https://perfectomobile.com/vods3/mp4/pm/...9dc3.mp4"],
  ["http://eu.perfectomobile.com/x"],
])("keeps %s", (link) => {
  const context = wireContext();
  expect(normaliseLink(link, context)).toBe(link);
  expect(context.noted).toEqual([]);
});

it("encodes what a URL cannot carry", () => {
  const link = 'https://demo.perfectomobile.com/a file".zip';
  expect(normaliseLink(link, wireContext())).toBe("https://demo.perfectomobile.com/a%20file%22.zip");
});

it("writes a link the way every parser reads it", () => {
  const link = "https://demo.perfectomobile.com\\.evil.example/";
  expect(normaliseLink(link, wireContext())).toBe("https://demo.perfectomobile.com/.evil.example/");
});

it("keeps the base URL's own origin, with its port", () => {
  const context = { ...wireContext(), base: parseLabBase("http://127.0.0.1:4010/proxy") };
  expect(normaliseLink("http://127.0.0.1:4010/media/1.mp4", context)).toBe("http://127.0.0.1:4010/media/1.mp4");
  expect(normaliseLink("http://127.0.0.1:4011/media/1.mp4", context)).toBeUndefined();
});

it.each([
  ["https://evil.example/x"],
  ["https://perfectomobile.com.evil.example/x"],
  ["https://notperfectomobile.com/x"],
  ["https://evil.example\\@demo.perfectomobile.com/x"],
  ["https://demo.perfectomobile.com@evil.example/x"],
  ["https://user:pass@demo.perfectomobile.com/x"],
  ["https://...sample-data/jpg.jpeg"],
  ["javascript:alert(1)//.perfectomobile.com/"],
  ["ftp://demo.perfectomobile.com/x"],
  ["/reporting/test/1"],
  ["no link"],
])("drops and notes %s", (link) => {
  const context = wireContext();
  expect(normaliseLink(link, context)).toBeUndefined();
  expect(context.noted).toEqual(["foreign-link"]);
});

it("takes absent links as absent, and other types as a wrong shape", () => {
  const context = wireContext();
  expect([undefined, null, ""].map((value) => normaliseLink(value, context))).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(context.noted).toEqual([]);
  expect(normaliseLink({ href: "https://demo.perfectomobile.com/" }, context)).toBeUndefined();
  expect(context.noted).toEqual(["shape"]);
});
