import type { JsonObject } from "../json-value.ts";
import { arrayOf, objectOf, stringOf } from "../json-value.ts";
import type { SlackFile } from "../world/entities.ts";
import { SlackApiError } from "./api-error.ts";
import type { ApiCall, ApiMethod } from "./api-method.ts";
import { joinedChannel } from "./api-method.ts";
import { checkBlocks } from "./message-content.ts";
import { fileJson } from "./message-json.ts";

/** @see https://docs.slack.dev/reference/methods/files.getUploadURLExternal */
const getUploadUrl = ({ world, workspace, args, services }: ApiCall): JsonObject => {
  const name = args.required("filename");
  const length = Number(args.required("length"));
  if (!Number.isInteger(length) || length <= 0) throw new SlackApiError("invalid_arguments");
  const id = world.identifiers.id("F");
  world.files.set(id, { id, teamId: workspace.id, name, title: name, length, complete: false });
  return { upload_url: `${services.baseUrl()}/upload/v1/${id}`, file_id: id };
};

/** @see https://docs.slack.dev/reference/methods/files.completeUploadExternal */
const completeUpload = (call: ApiCall): JsonObject => {
  const { world, workspace, args } = call;
  const asked = arrayOf(args.json("files")).map(objectOf);
  if (asked.length === 0) throw new SlackApiError("invalid_arguments");
  const files = asked.map((entry): SlackFile => {
    const file = world.files.get(stringOf(entry["id"]));
    if (file === undefined || file.teamId !== workspace.id || file.bytes === undefined) {
      throw new SlackApiError("file_not_found");
    }
    return file;
  });
  const channel = args.has("channel_id") ? joinedChannel(call, "channel_id") : undefined;
  if (channel?.archived) throw new SlackApiError("is_archived");
  const threadTs = args.text("thread_ts");
  if (threadTs !== undefined && channel?.find(threadTs) === undefined) throw new SlackApiError("thread_not_found");
  const blocks = args.has("blocks") ? checkBlocks(world, workspace.id, args.json("blocks")) : [];

  files.forEach((file, index) => {
    world.completeFile(file, stringOf(asked[index]?.["title"]) || file.name);
  });
  if (channel !== undefined) {
    world.post(channel, {
      userId: workspace.botUserId,
      botId: workspace.botId,
      text: args.text("initial_comment") ?? "",
      blocks,
      files,
      ...(threadTs === undefined ? {} : { threadTs }),
    });
  }
  return { files: files.map(fileJson) };
};

export const fileMethods: Readonly<Record<string, ApiMethod>> = {
  "files.getUploadURLExternal": { token: "bot", tier: "tier4", scopes: ["files:write"], run: getUploadUrl },
  "files.completeUploadExternal": { token: "bot", tier: "tier4", scopes: ["files:write"], run: completeUpload },
};
