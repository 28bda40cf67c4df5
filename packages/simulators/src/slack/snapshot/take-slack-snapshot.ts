import { keepNewest } from "../../snapshot/keep-newest.ts";
import type { ResponseUrls } from "../response-urls.ts";
import type { StoredMessage } from "../world/channel.ts";
import type { SlackFile, SlackView, Workspace } from "../world/entities.ts";
import type { SlackWorld } from "../world/slack-world.ts";
import type {
  FileSnapshot,
  HomeSnapshot,
  MessageSnapshot,
  SlackSnapshot,
  WorkspaceSnapshot,
} from "./slack-snapshot.ts";

/** How much a snapshot holds at most. */
export interface SlackSnapshotBounds {
  /**
   * The newest messages of all channels, and as many ephemeral ones and files; roots of kept replies and files of kept
   * messages come on top. Everything unless given.
   */
  readonly messages?: number;
  /** The bytes of the newest files, together: 2,000,000 unless given. Of other files the bytes alone are left out. */
  readonly fileBytes?: number;
}

/** Takes down everything that a simulated Slack holds. It shares nothing with it that changes. */
export const takeSlackSnapshot = (
  world: SlackWorld,
  responseUrls: ResponseUrls,
  bounds: SlackSnapshotBounds = {},
): SlackSnapshot => {
  const { messages: kept = Number.POSITIVE_INFINITY, fileBytes = 2_000_000 } = bounds;
  const channels = [...world.channels.values()];
  const all = channels.flatMap(({ allMessages }) => allMessages);
  const messages = new Set(
    keepNewest(all, kept, ({ ts, threadTs }) => ({
      at: Number(ts),
      ...(threadTs === undefined ? {} : { below: Number(threadTs) }),
    })),
  );
  const ephemerals = world.ephemerals.filter(({ deleted }) => !deleted);
  const shown = new Set([...messages].flatMap(({ files }) => files));
  // Beside those of messages the newest: blocks show files by id, and some are not shared yet.
  const files = [...world.files.values()].filter(
    (file, index, { length }) => index >= length - kept || shown.has(file),
  );

  return {
    v: 1,
    app: { ...world.app },
    identifiers: world.identifiers.state,
    workspaces: [...world.workspaces.values()].map(workspaceOf),
    files: filesOf(files, fileBytes),
    channels: channels.map(({ id, name, teamId, kind, archived, members, allMessages }) => ({
      id,
      name,
      teamId,
      kind,
      archived,
      members: [...members],
      messages: allMessages.filter((message) => messages.has(message)).map(messageOf),
    })),
    ephemerals: keepNewest(ephemerals, kept, ({ ts }) => ({ at: Number(ts) })).map((ephemeral) => ({ ...ephemeral })),
    homes: world.views.homeTabs.map(homeOf),
    responseUrls: responseUrls.usable(),
  };
};

const workspaceOf = ({ tokens, users, userGroups, ...rest }: Workspace): WorkspaceSnapshot => ({
  ...rest,
  tokens: tokens.map((token) => ({ ...token, scopes: [...token.scopes] })),
  users: [...users.values()],
  userGroups: [...userGroups],
});

/** The bytes of the newest files first, as long as there is room. */
const filesOf = (files: readonly SlackFile[], fileBytes: number): readonly FileSnapshot[] => {
  let room = fileBytes;
  return files
    .toReversed()
    .map(({ bytes, ...rest }) => {
      if (bytes === undefined || bytes.length > room) return rest;
      room -= bytes.length;
      return { ...rest, bytes: Buffer.from(bytes).toString("base64") };
    })
    .toReversed();
};

const messageOf = (message: StoredMessage): MessageSnapshot => {
  const { channelId, ts, userId, botId, threadTs, broadcast, unfurlLinks, unfurlMedia, deleted, unfurls } = message;
  return {
    channelId,
    ts,
    userId,
    ...(botId === undefined ? {} : { botId }),
    ...(threadTs === undefined ? {} : { threadTs }),
    broadcast,
    ...(unfurlLinks === undefined ? {} : { unfurlLinks }),
    ...(unfurlMedia === undefined ? {} : { unfurlMedia }),
    files: message.files.map(({ id }) => id),
    reactions: [...message.reactions],
    versions: [...message.versions],
    deleted,
    ...(unfurls === undefined ? {} : { unfurls }),
  };
};

const homeOf = ({ suggested, ...rest }: SlackView): HomeSnapshot => ({
  ...rest,
  suggested: Object.fromEntries(suggested),
});
