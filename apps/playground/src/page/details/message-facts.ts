import type { SlackView } from "../../wire/slack-state.ts";
import type { TeamsView } from "../../wire/teams-state.ts";
import type { MessageRef } from "../pane-props.ts";

/** What the frame knows of a message without asking. */
export interface MessageFacts {
  /** Such as "#mobile-qa · Slack". */
  readonly place: string;
  readonly author: string;
  readonly fromBot: boolean;
  /** Undefined where the page does not hold the message. */
  readonly versions: number | undefined;
  /** People of the place who can ask about it, by id. */
  readonly people: readonly { readonly id: string; readonly name: string }[];
}

/** Finds where a message is, whose it is, and who is there to ask about it. */
export function messageFacts({ chat, placeId, id }: MessageRef, slack: SlackView, teams: TeamsView): MessageFacts {
  if (chat === "slack") {
    const channel = slack.channels.find((one) => one.id === placeId);
    const message = slack.messages.findLast((one) => one.ts === id && one.channelId === placeId);
    const author = slack.people.find((one) => one.id === message?.userId);
    const name = channel?.kind === "im" ? "Direct message" : `#${channel?.name ?? placeId}`;
    return {
      place: `${name} · Slack`,
      author: author?.realName ?? "somebody",
      fromBot: message?.fromBot ?? true,
      versions: message?.versions,
      people: slack.people
        .filter((one) => !one.isBot && channel?.members.includes(one.id))
        .map((one) => ({ id: one.id, name: one.realName })),
    };
  }
  const place = teams.places.find((one) => one.id === placeId);
  const message = teams.messages.findLast((one) => one.id === id && one.placeId === placeId);
  return {
    place: `${place?.name ?? placeId} · Teams`,
    author: message?.fromName ?? "somebody",
    fromBot: message?.fromBot ?? true,
    versions: message?.versions,
    people: teams.people.filter((one) => place?.members.includes(one.id)),
  };
}
