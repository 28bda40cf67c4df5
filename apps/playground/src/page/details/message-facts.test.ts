import { expect, test } from "vitest";
import { aState } from "../testing/a-state.ts";
import { messageFacts } from "./message-facts.ts";

const { slack: noSlack, teams: noTeams } = aState();
const slack = {
  ...noSlack,
  people: [
    { id: "U1", name: "quinn", realName: "Quinn QA", isBot: false },
    { id: "U2", name: "dana", realName: "Dana Dev", isBot: false },
    { id: "U0BOT", name: "perfecto", realName: "Perfecto", isBot: true },
  ],
  channels: [
    { id: "C1", name: "mobile-qa", kind: "public", members: ["U1", "U0BOT"], archived: false },
    { id: "D1", name: "dm", kind: "im", members: ["U2", "U0BOT"], archived: false },
  ] as const,
  messages: [
    {
      channelId: "C1",
      ts: "1.0",
      userId: "U0BOT",
      fromBot: true,
      broadcast: false,
      text: "",
      blocks: [],
      attachments: [],
      files: [],
      versions: 3,
      deleted: false,
    },
  ],
};
const teams = {
  ...noTeams,
  people: [
    { id: "p1", name: "Quinn QA" },
    { id: "p2", name: "Dana Dev" },
  ],
  places: [{ id: "x", kind: "channel", name: "releases", members: ["p2"], hasBot: true }] as const,
  messages: [
    {
      id: "9",
      placeId: "x",
      fromName: "Dana Dev",
      fromBot: false,
      atMs: 0,
      text: "",
      summary: "",
      cardsFor: {},
      versions: 1,
      deleted: false,
    },
  ],
};

test.each([
  [
    { chat: "slack", placeId: "C1", id: "1.0" },
    { place: "#mobile-qa · Slack", author: "Perfecto", fromBot: true, versions: 3, people: ["Quinn QA"] },
  ],
  [
    { chat: "slack", placeId: "D1", id: "gone" },
    { place: "Direct message · Slack", author: "somebody", fromBot: true, versions: undefined, people: ["Dana Dev"] },
  ],
  [
    { chat: "teams", placeId: "x", id: "9" },
    { place: "releases · Teams", author: "Dana Dev", fromBot: false, versions: 1, people: ["Dana Dev"] },
  ],
  [
    { chat: "teams", placeId: "y", id: "9" },
    { place: "y · Teams", author: "somebody", fromBot: true, versions: undefined, people: [] },
  ],
] as const)("%j", (message, facts) => {
  const { people, ...rest } = messageFacts(message, slack, teams);
  expect({ ...rest, people: people.map(({ name }) => name) }).toEqual(facts);
});
