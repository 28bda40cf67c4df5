import { expect, test } from "vitest";
import type { Activity } from "./activity.ts";
import { readHappening } from "./read-happening.ts";

const inTeam: Activity = {
  type: "conversationUpdate",
  serviceUrl: "https://s/",
  conversation: { channel: "teams", workspace: "T", id: "19:t" },
  placeKind: "channel",
  threadId: "19:c",
  botMri: "28:bot",
  text: "",
  mentions: [],
  value: undefined,
  team: { id: "19:t" },
  membersAdded: [],
  membersRemoved: [],
};
const { team: _none, ...rest } = inTeam;
const inChat: Activity = { ...rest, placeKind: "personal" };

test.each<readonly [string, Activity, object | undefined]>([
  ["added to a team", { ...inTeam, type: "installationUpdate", action: "add" }, { kind: "installed", reach: "team" }],
  ["upgraded", { ...inTeam, type: "installationUpdate", action: "add-upgrade" }, { kind: "installed", reach: "team" }],
  ["added to a chat", { ...inChat, type: "installationUpdate", action: "add" }, { kind: "installed", reach: "place" }],
  ["added as a member", { ...inTeam, membersAdded: ["28:bot"] }, { kind: "installed", reach: "team" }],
  [
    "added to a private channel",
    { ...inTeam, conversation: { ...inTeam.conversation, id: "19:private" }, membersAdded: ["28:bot"] },
    { kind: "installed", reach: "place" },
  ],
  [
    "added to a team with a channel chosen",
    {
      ...inTeam,
      conversation: { ...inTeam.conversation, id: "19:c" },
      selectedChannelId: "19:c",
      membersAdded: ["28:bot"],
    },
    { kind: "installed", reach: "team" },
  ],
  ["somebody else added", { ...inTeam, membersAdded: ["29:ann"] }, undefined],
  [
    "removed from a team",
    { ...inTeam, type: "installationUpdate", action: "remove" },
    { kind: "closed", reach: "team", detail: "The Perfecto app was removed from the team." },
  ],
  [
    "removed from a chat",
    { ...inChat, membersRemoved: ["28:bot"] },
    { kind: "closed", reach: "place", detail: "The Perfecto app was removed from the chat." },
  ],
  ["half of an upgrade", { ...inTeam, type: "installationUpdate", action: "remove-upgrade" }, undefined],
  ["channel deleted", { ...inTeam, eventType: "channelDeleted" }, { kind: "closed", reach: "place" }],
  ["channel restored", { ...inTeam, eventType: "channelRestored" }, { kind: "opened", reach: "place" }],
  ["channel renamed", { ...inTeam, eventType: "channelRenamed", channelName: "QA" }, { kind: "renamed", name: "QA" }],
  ["channel created", { ...inTeam, eventType: "channelCreated" }, undefined],
  ["team archived", { ...inTeam, eventType: "teamArchived" }, { kind: "closed", reach: "team" }],
  ["team unarchived", { ...inTeam, eventType: "teamUnarchived" }, { kind: "opened", reach: "team" }],
  ["team deleted", { ...inTeam, eventType: "teamDeleted" }, { kind: "closed", reach: "team" }],
  ["team restored", { ...inTeam, eventType: "teamRestored" }, { kind: "opened", reach: "team" }],
  ["team deleted for good", { ...inTeam, eventType: "teamHardDeleted" }, { kind: "gone", reach: "team" }],
  ["team renamed", { ...inTeam, eventType: "teamRenamed" }, undefined],
  ["something new", { ...inTeam, eventType: "teamPainted" }, undefined],
  ["a message", { ...inTeam, type: "message", eventType: "channelDeleted" }, undefined],
])("%s", (_, activity, happening) => {
  expect({ read: readHappening(activity) }).toMatchObject({ read: happening });
});
