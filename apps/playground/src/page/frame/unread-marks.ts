import type { PlaygroundState } from "../../wire/playground-state.ts";
import type { PagePart } from "./page-part.ts";

/**
 * For each part of the page a word that changes when it has something new for who does not look at it: a build, a
 * message (an edit is nothing new), something bad in the timeline.
 */
export function unreadMarks({ lab, slack, teams, timeline }: PlaygroundState): Readonly<Record<PagePart, string>> {
  const whisper = slack.whispers.at(-1);
  const message = slack.messages.at(-1);
  const activity = teams.messages.at(-1);
  return {
    lab: lab.builds[0]?.id ?? "",
    slack: [message?.channelId, message?.ts, whisper?.ts].join(" "),
    teams: [activity?.placeId, activity?.id, teams.notices.at(-1)?.id].join(" "),
    timeline: String(timeline.findLast(({ tone }) => tone === "bad")?.id ?? ""),
  };
}
