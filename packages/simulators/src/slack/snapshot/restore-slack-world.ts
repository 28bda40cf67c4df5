import { checkSnapshot } from "../../snapshot/check-snapshot.ts";
import { SnapshotError } from "../../snapshot/snapshot-error.ts";
import type { JsonObject } from "../json-value.ts";
import { Channel, StoredMessage } from "../world/channel.ts";
import type { SlackFile, Workspace } from "../world/entities.ts";
import { Identifiers } from "../world/identifiers.ts";
import { SlackWorld } from "../world/slack-world.ts";
import type { FileSnapshot, MessageSnapshot, SlackSnapshot, WorkspaceSnapshot } from "./slack-snapshot.ts";
import { slackSnapshotShape } from "./slack-snapshot-shape.ts";

const taken = "the simulated Slack";

/**
 * A world that holds what a snapshot says, and hands out new ids only.
 *
 * @throws SnapshotError where the snapshot is of another version or shape, or names what is not in it.
 */
export const restoreSlackWorld = (snapshot: SlackSnapshot, now: () => number): SlackWorld => {
  checkSnapshot(taken, slackSnapshotShape, snapshot);
  const world = new SlackWorld({ ...snapshot.app }, now, new Identifiers(snapshot.identifiers));
  for (const workspace of snapshot.workspaces) world.workspaces.set(workspace.id, workspaceOf(workspace));
  for (const file of snapshot.files) world.files.set(file.id, fileOf(file));
  for (const { messages, archived, ...fields } of snapshot.channels) {
    const channel = new Channel(fields);
    channel.archived = archived;
    if (!world.workspaces.has(channel.teamId))
      throw new SnapshotError(taken, `channel ${channel.id} is of workspace ${channel.teamId}, which is not in it`);
    for (const message of messages) channel.append(messageOf(world, message));
    world.addChannel(channel);
  }
  world.ephemerals.push(...snapshot.ephemerals.map((ephemeral) => ({ ...ephemeral })));
  for (const { suggested, ...home } of snapshot.homes) {
    const options = Object.entries(suggested).map(([actionId, list]): [string, JsonObject[]] => [actionId, [...list]]);
    world.views.restoreHome({ ...home, suggested: new Map(options) });
  }
  return world;
};

const workspaceOf = ({ tokens, users, userGroups, ...rest }: WorkspaceSnapshot): Workspace => ({
  ...rest,
  tokens: tokens.map((token) => ({ ...token, scopes: new Set(token.scopes) })),
  users: new Map(users.map((user) => [user.id, user])),
  userGroups: [...userGroups],
});

const fileOf = ({ bytes, ...rest }: FileSnapshot): SlackFile => ({
  ...rest,
  ...(bytes === undefined ? {} : { bytes: new Uint8Array(Buffer.from(bytes, "base64")) }),
});

const messageOf = (world: SlackWorld, { versions, reactions, deleted, unfurls, ...rest }: MessageSnapshot) => {
  const files = rest.files.map((id) => {
    const file = world.files.get(id);
    if (file) return file;
    throw new SnapshotError(taken, `message ${rest.ts} shows file ${id}, which is not in it`);
  });
  const [first, ...later] = versions;
  if (first === undefined) throw new SnapshotError(taken, `message ${rest.ts} has no version`);
  const message = new StoredMessage({ ...rest, files }, first);
  for (const version of later) message.revise(version);
  message.reactions.push(...reactions);
  message.deleted = deleted;
  if (unfurls !== undefined) message.unfurls = unfurls;
  return message;
};
