import { expect, test } from "vitest";
import { readSharedLinks } from "./read-shared-links.ts";

const link = (url: unknown) => ({ url, domain: "demo.app.perfectomobile.com" });
const EVENT = { type: "link_shared", channel: "C1", user: "U1", message_ts: "1.1", links: [link("https://a/1")] };
const READ = { channelId: "C1", person: "U1", messageTs: "1.1", urls: ["https://a/1"] };

test.each([
  ["a link", {}, READ],
  ["the same link twice", { links: [link("https://a/1"), link("https://a/1")] }, READ],
  ["links that are none", { links: [{}, "x", link(7), null] }, { ...READ, urls: [] }],
  ["too many links", { links: [1, 2, 3, 4].map((id) => link(`https://a/${id}`)) }, { ...READ, urls: [] }],
  ["a message that is being written", { source: "composer" }, undefined],
  ["a message that was posted", { source: "conversations_history" }, READ],
  ["another event", { type: "message" }, undefined],
  ["no place", { channel: undefined }, undefined],
  ["no message", { message_ts: undefined }, undefined],
  ["nobody", { user: 7 }, undefined],
])("%s", (_, fields, expected) => {
  expect(readSharedLinks({ ...EVENT, ...fields })).toEqual(expected);
});
