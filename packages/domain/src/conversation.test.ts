import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { conversationKey, parseConversationKey } from "./conversation.ts";

const text = fc.string({ unit: "grapheme", minLength: 1 }).filter((each) => each.isWellFormed());
const conversation = fc.record({ channel: text, workspace: fc.oneof(fc.constant(""), text), id: text });

describe("conversationKey", () => {
  it("is read back as the same conversation", () => {
    fc.assert(
      fc.property(conversation, (place) => {
        expect(parseConversationKey(conversationKey(place))).toEqual(place);
      }),
    );
  });

  it("is free of what other keys use as marks", () => {
    fc.assert(
      fc.property(conversation, (place) => {
        expect(conversationKey(place)).not.toMatch(/[:{}\s]/);
      }),
    );
  });

  it("shows what it is about", () => {
    expect(conversationKey({ channel: "slack", workspace: "T1", id: "C1" })).toBe("slack/T1/C1");
    expect(conversationKey({ channel: "teams", workspace: "t", id: "19:a@thread.tacv2" })).toBe(
      "teams/t/19%3Aa%40thread.tacv2",
    );
  });
});

describe("parseConversationKey", () => {
  it.each(["", "slack", "slack/T1", "slack/T1/", "/T1/C1", "slack/T1/C1/x"])("%j is no key", (key) => {
    expect(() => parseConversationKey(key)).toThrow(RangeError);
  });
});
