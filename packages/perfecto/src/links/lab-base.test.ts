import { expect, it } from "vitest";
import { labBaseUrl } from "./lab-base-url.ts";
import { parseLabBase } from "./lab-base.ts";

it.each([
  ["demo", "https://demo.app.perfectomobile.com"],
  [" Demo-2 ", "https://demo-2.app.perfectomobile.com"],
])("makes a base URL of cloud %j", (cloud, expected) => {
  expect(labBaseUrl(cloud)).toBe(expected);
});

it.each([[""], ["evil.example/"], ["demo.app.perfectomobile.com"], ["a@b"], ["-a"]])("refuses cloud %j", (cloud) => {
  expect(() => labBaseUrl(cloud)).toThrow(TypeError);
});

it("takes a base URL apart", () => {
  expect(parseLabBase("https://Proxy.example:8443/labs/demo//?q#f")).toEqual({
    origin: "https://proxy.example:8443",
    path: "/labs/demo",
    url: "https://proxy.example:8443/labs/demo",
  });
});

it.each([["demo"], ["ftp://demo.example"], ["https://user:hunter2@demo.example"]])("refuses base URL %s", (baseUrl) => {
  expect(() => parseLabBase(baseUrl)).toThrow(TypeError);
  expect(() => parseLabBase(baseUrl)).not.toThrow(/hunter2/u);
});
