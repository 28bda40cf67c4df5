import type { IncomingHttpHeaders } from "node:http";
import { expect, it } from "vitest";
import { refuseRequest } from "./refuse-request.ts";

const host = "127.0.0.1:4400";
const json = "application/json; charset=utf-8";

it.each<[string, string, string, IncomingHttpHeaders, number | undefined]>([
  ["the page", "GET", "/", { host }, undefined],
  ["the page by another name of loopback", "GET", "/", { host: "localhost:4400" }, undefined],
  ["the page over IPv6", "GET", "/", { host: "[::1]:4400" }, undefined],
  ["a link from elsewhere to the page", "GET", "/", { host, "sec-fetch-site": "cross-site" }, undefined],
  ["an action of the page", "POST", "/api/act", { host, origin: `http://${host}`, "content-type": json }, undefined],
  ["an action of a tool", "POST", "/api/act", { host, "content-type": "application/json" }, undefined],
  ["a name that was bound to our address", "GET", "/", { host: "evil.example:4400" }, 403],
  ["a name that begins like loopback", "GET", "/", { host: "127.0.0.1.evil.example" }, 403],
  ["no host at all", "GET", "/", {}, 403],
  ["another site's action", "POST", "/api/act", { host, origin: "https://evil.example", "content-type": json }, 403],
  ["another local program's page", "GET", "/api/events", { host, origin: "http://127.0.0.1:3000" }, 403],
  ["a page of unknown origin", "POST", "/api/act", { host, origin: "null", "content-type": json }, 403],
  ["the stream as another site's picture", "GET", "/api/events", { host, "sec-fetch-site": "cross-site" }, 403],
  ["a form", "POST", "/api/act", { host, "content-type": "text/plain" }, 415],
  ["a type that begins like JSON", "POST", "/api/act", { host, "content-type": "application/jsonp" }, 415],
  ["reading an action", "GET", "/api/act", { host }, 405],
  ["writing a page", "PUT", "/index.html", { host }, 405],
])("judges %s", (_name, method, path, headers, status) => {
  expect(refuseRequest(method, path, headers)?.status).toBe(status);
});
