import type { TeamsSimulator } from "@perfecto-bot/simulators/teams";
import type { MessageDetails } from "../../wire/message-details.ts";

/** Everything a message of Teams ever said; undefined where there is none. */
export function teamsDetails(
  teams: Pick<TeamsSimulator, "conversations">,
  placeId: string,
  messageId: string,
): MessageDetails | undefined {
  const place = teams.conversations().find(({ id }) => id === placeId);
  const message = place?.allMessages.find(({ id }) => id === messageId);
  if (message === undefined) return undefined;
  return {
    versions: message.versions.map(({ at, text, summary, activity }) => ({
      atMs: at,
      text: summary === "" ? text : summary,
      json: activity,
    })),
  };
}
