import { expect, test } from "vitest";
import { readLifecycle } from "./read-lifecycle.ts";

const place = (id: string) => ({ channel: "slack", workspace: "T1", id });
const conversation = place("C1");

test.each([
  [
    { type: "channel_archive", channel: "C1", user: "U1" },
    { kind: "conversation-unavailable", conversation },
  ],
  [
    { type: "group_archive", channel: "C1", user: "U1" },
    { kind: "conversation-unavailable", conversation },
  ],
  [
    { type: "channel_unarchive", channel: "C1" },
    { kind: "conversation-available", conversation },
  ],
  [
    { type: "group_unarchive", channel: "C1" },
    { kind: "conversation-available", conversation },
  ],
  [
    { type: "channel_deleted", channel: "C1" },
    { kind: "conversation-gone", conversation },
  ],
  [
    { type: "group_deleted", channel: "C1" },
    { kind: "conversation-gone", conversation },
  ],
  [
    { type: "channel_left", channel: "C1", actor_id: "U1" },
    { kind: "conversation-unavailable", conversation },
  ],
  [
    { type: "group_left", channel: "C1" },
    { kind: "conversation-unavailable", conversation },
  ],
  [
    { type: "channel_rename", channel: { id: "C1", name: "new", created: 1 } },
    { kind: "conversation-renamed", conversation, name: "new" },
  ],
  [
    { type: "group_rename", channel: { id: "C1", name: "new", created: 1 } },
    { kind: "conversation-renamed", conversation, name: "new" },
  ],
  [
    { type: "channel_id_changed", old_channel_id: "C1", new_channel_id: "C2" },
    { kind: "conversation-moved", from: conversation, to: place("C2") },
  ],
  [
    { type: "member_joined_channel", channel: "C1", user: "UBOT" },
    { kind: "conversation-available", conversation },
  ],
  [
    { type: "member_left_channel", channel: "C1", user: "UBOT" },
    { kind: "conversation-unavailable", conversation },
  ],
])("%j", (event, expected) => {
  expect(readLifecycle(event, "T1", "UBOT")).toMatchObject(expected);
});

test.each([
  { type: "member_joined_channel", channel: "C1", user: "U1" },
  { type: "member_left_channel", channel: "C1", user: "U1" },
  { type: "channel_rename", channel: "C1" },
  { type: "channel_rename", channel: { id: "C1" } },
  { type: "channel_archive" },
  { type: "channel_id_changed", old_channel_id: "C1" },
  { type: "reaction_added", channel: "C1" },
])("%j says nothing about a place", (event) => {
  expect(readLifecycle(event, "T1", "UBOT")).toBeUndefined();
});
