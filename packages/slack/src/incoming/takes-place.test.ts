import type { ButtonAction } from "@perfecto-bot/cards";
import { WebClient } from "@slack/web-api";
import { expect, test } from "vitest";
import { sampleCard } from "../testing/sample-card.ts";
import type { AnswerWay } from "./answer-way.ts";
import { progressTakesPlace, takesPlace } from "./takes-place.ts";

const workspace = {
  id: "T1",
  client: new WebClient(),
  botId: "B1",
  botUserId: "U1",
  botName: "perfecto",
  scopes: new Set<string>(),
};

function way(channelId: string, action?: ButtonAction, isEphemeral = true): AnswerWay {
  const pressed = action === undefined ? {} : { pressed: { action, isEphemeral } };
  return { workspace, channelId, person: "U2", responseUrl: "https://hooks.slack.com/1", ...pressed };
}

const card = (rest: { readonly shared?: boolean; readonly replaces?: boolean } = {}) =>
  ({ kind: "card", card: sampleCard("x"), shared: false, ...rest }) as const;

test.each([
  ["no button", card({ replaces: true }), way("C1"), false],
  ["a page turned", card({ replaces: true }), way("C1", "answer-more"), true],
  ["a page turned of what everybody sees", card({ replaces: true }), way("C1", "answer-more", false), false],
  ["a page turned in the person's own chat", card({ replaces: true }), way("D1", "answer-more", false), true],
  ["what an answer's button brings besides", card(), way("C1", "answer-subscribe"), false],
  ["a list that was acted on", card(), way("C1", "subscription-pause"), true],
  ["a list that wants to stay", card({ replaces: false }), way("C1", "subscription-pause"), false],
  ["a build that everybody sees", card(), way("C1", "mute-build", false), false],
  ["what everybody should see", card({ shared: true, replaces: true }), way("C1", "answer-share"), false],
])("the answer's place: %s", (_, reply, from, expected) => {
  expect(takesPlace(reply, from)).toBe(expected);
});

test.each([
  ["a page being turned", way("C1", "answer-first"), true],
  ["a page of what everybody sees", way("C1", "answer-first", false), false],
  ["sharing: the answer must stay", way("C1", "answer-share"), false],
  ["no button", way("C1"), false],
])("the progress's place: %s", (_, from, expected) => {
  expect(progressTakesPlace(from)).toBe(expected);
});
