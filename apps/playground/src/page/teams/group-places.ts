import type { TeamsPlaceView } from "../../wire/teams-state.ts";

/** A heading of the list of places, and what stands below it. */
export interface PlaceGroup {
  readonly name: string;
  readonly kind: "team" | "chats";
  readonly places: readonly TeamsPlaceView[];
}

/** The places that a person is in: each team with its channels, General first; then their chats. */
export function groupPlaces(places: readonly TeamsPlaceView[], userId: string): readonly PlaceGroup[] {
  const own = places.filter(({ members }) => members.includes(userId));
  const channels = own.filter(({ kind }) => kind === "channel");
  const teams = new Set(channels.map(({ team }) => team ?? ""));
  const chats = own.filter(({ kind }) => kind !== "channel");
  return [
    ...[...teams].map((team): PlaceGroup => {
      const inside = channels.filter((channel) => (channel.team ?? "") === team);
      const general = inside.filter(({ name }) => name === "General");
      return {
        name: team || "Channels",
        kind: "team",
        places: [...general, ...inside.filter((place) => !general.includes(place))],
      };
    }),
    ...(chats.length > 0 ? [{ name: "Chats", kind: "chats" as const, places: chats }] : []),
  ];
}

/** How a place is called in the list: the chat with the bot alone by the bot's name. */
export function placeTitle({ kind, name }: TeamsPlaceView, botName: string): string {
  return kind === "personal" ? botName : name;
}
