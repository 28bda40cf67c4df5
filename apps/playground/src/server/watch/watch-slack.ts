import type { SlackMessage, SlackSimulator } from "@perfecto-bot/simulators/slack";
import { describeSlackDelivery } from "../timeline/describe-slack-delivery.ts";
import { describeSlackMessage, describeSlackWhisper } from "../timeline/describe-slack-message.ts";
import { describeSlackRequest, lookIn, lostPostIn } from "../timeline/describe-slack-request.ts";
import type { SlackNames } from "../timeline/slack-names.ts";
import { viewSlackModal, viewSlackPeople } from "../views/view-slack.ts";
import { viewSlackChannel } from "../views/view-slack-channel.ts";
import { viewSlackMessage, viewSlackWhisper } from "../views/view-slack-message.ts";
import type { Ears } from "./ears.ts";

/** Says what happens in the simulated Slack. @returns a function that stops it */
export function watchSlack(slack: SlackSimulator, { put, note }: Ears, now: () => number): () => void {
  const names = namesOf(slack, now);
  const lostPosts = new Set<string>();
  const show = (message: SlackMessage): void =>
    put(`slack ${message.channelId} ${message.ts}`, () => ({
      kind: "slack-message",
      message: viewSlackMessage(message),
    }));
  const stops = [
    ...(["message", "edit", "delete"] as const).map((what) =>
      slack.on(what, (message) => {
        show(message);
        note(describeSlackMessage(what, message, names));
      }),
    ),
    slack.on("unfurl", show),
    slack.on("ephemeral", (whisper) => {
      const { channelId, ts } = whisper;
      put(`slack whisper ${channelId} ${ts}`, () => ({ kind: "slack-whisper", whisper: viewSlackWhisper(whisper) }));
      note(describeSlackWhisper(whisper, names));
    }),
    slack.on("modal", ({ userId }) =>
      put(`slack modal ${userId}`, () => {
        const modal = slack.openModal(userId);
        return { kind: "slack-modal", userId, ...(modal === undefined ? {} : { modal: viewSlackModal(modal) }) };
      }),
    ),
    slack.on("channel", (channel) =>
      put(`slack channel ${channel.id}`, () => ({
        kind: "slack-channel",
        channel: viewSlackChannel(channel, viewSlackPeople(slack)),
      })),
    ),
    slack.on("request", (request) => {
      note(describeSlackRequest(request, names, lostPosts));
      const lost = lostPostIn(request);
      if (lost !== undefined) lostPosts.add(lost);
      const looked = lookIn(request);
      if (looked !== undefined) lostPosts.delete(looked);
    }),
    slack.on("delivery", (delivery) => note(describeSlackDelivery(delivery, names))),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

function namesOf(slack: SlackSimulator, now: () => number): SlackNames {
  const person = (userId: string): string => slack.workspace().users.get(userId)?.realName ?? userId;
  return {
    now,
    person,
    place(channelId) {
      const channel = slack.channels().find(({ id }) => id === channelId);
      if (channel === undefined) return channelId;
      if (channel.kind !== "im") return `#${channel.name}`;
      const { botUserId } = slack.workspace();
      return `the direct message with ${person([...channel.members].find((id) => id !== botUserId) ?? channelId)}`;
    },
  };
}
