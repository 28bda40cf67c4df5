import { anything, assert, dictionary, property, string } from "fast-check";
import { expect, test } from "vitest";
import { readActivity } from "./activity.ts";

const base = { type: "message", serviceUrl: "https://s/", recipient: { id: "28:bot" } };

test("a channel's conversation is the channel, without its thread", () => {
  const activity = readActivity({
    ...base,
    conversation: { id: "19:c@thread.tacv2;messageid=7", conversationType: "channel", tenantId: "T" },
    channelData: { tenant: { id: "T" }, team: { id: "19:t@thread.tacv2" }, channel: { id: "19:c@thread.tacv2" } },
  });
  expect(activity).toMatchObject({
    conversation: { channel: "teams", workspace: "T", id: "19:c@thread.tacv2" },
    placeKind: "channel",
    threadId: "19:c@thread.tacv2;messageid=7",
    team: { id: "19:t@thread.tacv2" },
  });
});

test.each([
  [{ id: "a:1", conversationType: "personal" }, "personal"],
  [{ id: "19:1@thread.v2", conversationType: "groupChat" }, "group-chat"],
  [{ id: "19:1@thread.v2" }, "group-chat"],
  [{ id: "19:1@thread.tacv2" }, "channel"],
  [{ id: "19:1@thread.skype;messageid=3" }, "channel"],
  [{ id: "a:1" }, "personal"],
])("conversation %j is a %s", (conversation, kind) => {
  expect(readActivity({ ...base, conversation, channelData: { tenant: { id: "T" } } })?.placeKind).toBe(kind);
});

test("a person is their directory id, or else the bot's own id of them", () => {
  const place = { ...base, conversation: { id: "a:1", tenantId: "T" } };
  expect(readActivity({ ...place, from: { id: "29:x", aadObjectId: "o" } })?.person).toEqual({ id: "o", mri: "29:x" });
  expect(readActivity({ ...place, from: { id: "29:x" } })?.person).toEqual({ id: "29:x", mri: "29:x" });
  expect(readActivity(place)?.person).toBeUndefined();
});

test("any body is read or left without trouble", () => {
  assert(
    property(dictionary(string(), anything()), anything(), anything(), (rest, conversation, channelData) => {
      const body = { ...base, conversation, channelData, entities: channelData, from: conversation, ...rest };
      expect(() => readActivity(body)).not.toThrow();
    }),
  );
});
