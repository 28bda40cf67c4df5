import type { TeamsMessageView } from "../../wire/teams-state.ts";

/** The id of the newest message of each place, by place id. */
export function newestByPlace(messages: readonly TeamsMessageView[]): ReadonlyMap<string, string> {
  return new Map(messages.map(({ placeId, id }) => [placeId, id]));
}

/** Places whose newest message is another one than was seen. */
export function findUnread(
  newest: ReadonlyMap<string, string>,
  seen: ReadonlyMap<string, string>,
): ReadonlySet<string> {
  return new Set([...newest].filter(([placeId, id]) => seen.get(placeId) !== id).map(([placeId]) => placeId));
}
