import type { SlackMessage, SlackSnapshot } from "@perfecto-bot/simulators/slack";
import type { TeamsMessage, TeamsSnapshot } from "@perfecto-bot/simulators/teams";

type SlackNote = SlackSnapshot["channels"][number]["messages"][number];
type TeamsNote = TeamsSnapshot["channels"][number]["messages"][number];

/** A message of Slack as its snapshot has it. */
export function noteSlackMessage(message: SlackMessage): SlackNote {
  const { channelId, ts, userId, botId, threadTs, broadcast, unfurlLinks, unfurlMedia, unfurls } = message;
  const { files, reactions, versions, deleted } = message;
  return {
    channelId,
    ts,
    userId,
    ...(botId === undefined ? {} : { botId }),
    ...(threadTs === undefined ? {} : { threadTs }),
    broadcast,
    ...(unfurlLinks === undefined ? {} : { unfurlLinks }),
    ...(unfurlMedia === undefined ? {} : { unfurlMedia }),
    files: files.map(({ id }) => id),
    reactions,
    versions,
    deleted,
    ...(unfurls === undefined ? {} : { unfurls }),
  };
}

/** A message of Teams as its snapshot has it. */
export function noteTeamsMessage(message: TeamsMessage): TeamsNote {
  const { id, conversationId, rootId, from, versions, views, deleted } = message;
  return {
    id,
    conversationId,
    ...(rootId === undefined ? {} : { rootId }),
    from,
    versions: versions.map(({ at, activity }) => ({ at, activity })),
    views: Object.fromEntries(views),
    deleted,
  };
}

/** A snapshot with messages that changed afterwards, oldest change first. What it does not know the place of is left out. */
export function replaySlackNotes(snapshot: SlackSnapshot, notes: readonly SlackNote[]): SlackSnapshot {
  const known = new Set(snapshot.files.map(({ id }) => id));
  const byChannel = Map.groupBy(notes, ({ channelId }) => channelId);
  const channels = snapshot.channels.map((channel) => {
    const changed = (byChannel.get(channel.id) ?? []).map((note) => ({
      ...note,
      files: note.files.filter((id) => known.has(id)),
    }));
    return { ...channel, messages: layOver(channel.messages, changed, ({ ts }) => ts) };
  });
  return { ...snapshot, channels };
}

/** A snapshot with messages that changed afterwards, oldest change first. What it does not know the place of is left out. */
export function replayTeamsNotes(snapshot: TeamsSnapshot, notes: readonly TeamsNote[]): TeamsSnapshot {
  // A channel's messages are in threads: `<channel>;messageid=<root>`.
  const byPlace = Map.groupBy(notes, ({ conversationId }) => conversationId.split(";")[0]);
  const laid = <Place extends { readonly id: string; readonly messages: readonly TeamsNote[] }>(
    place: Place,
  ): Place => ({
    ...place,
    messages: layOver(place.messages, byPlace.get(place.id) ?? [], ({ id }) => id),
  });
  return { ...snapshot, channels: snapshot.channels.map(laid), chats: snapshot.chats.map(laid) };
}

/** Each item once, in its place of old or at the end, as it is in its last version. */
function layOver<Item>(items: readonly Item[], changed: readonly Item[], keyOf: (item: Item) => string): Item[] {
  return [...new Map([...items, ...changed].map((item) => [keyOf(item), item])).values()];
}
