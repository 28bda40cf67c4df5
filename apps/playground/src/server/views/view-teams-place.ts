import type { Channel, Conversation, Team } from "@perfecto-bot/simulators/teams";
import type { TeamsPlaceView } from "../../wire/teams-state.ts";

type Place = Pick<Conversation, "id" | "kind" | "name" | "members" | "installed">;
type ChannelPlace = Place & Pick<Channel, "type"> & { readonly team: Pick<Team, "name" | "installed"> };

/**
 * A channel of a team. A team's installation covers its standard channels; others have the bot added themselves.
 * @see https://learn.microsoft.com/microsoftteams/platform/build-apps-for-shared-private-channels
 */
export function viewTeamsChannel({ id, name, members, team, type, installed }: ChannelPlace): TeamsPlaceView {
  const hasBot = type === "standard" ? team.installed : installed;
  return { id, kind: "channel", name, team: team.name, members: [...members], hasBot };
}

/** A group chat, or the chat between the bot and a person. */
export function viewTeamsChat({ id, kind, name, members, installed }: Place): TeamsPlaceView {
  return { id, kind, name, members: [...members], hasBot: installed };
}
