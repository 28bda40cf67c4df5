import type { JsonValue } from "../json-value.ts";
import { arrayOf, isJsonObject } from "../json-value.ts";
import { LIMITS } from "../limits.ts";
import { refuseMessageBlocks } from "../validation/message-blocks.ts";
import { refuseMetadata } from "../validation/metadata.ts";
import type { Content } from "../world/channel.ts";
import type { SlackWorld } from "../world/slack-world.ts";
import { SlackApiError } from "./api-error.ts";
import type { CallArguments } from "./call-arguments.ts";

/**
 * The parts of a message a call brings, checked. Parts that the call leaves out stay undefined.
 *
 * @throws SlackApiError with the code of the first fault.
 */
export const readContent = (world: SlackWorld, teamId: string, args: CallArguments): Partial<Content> => {
  const markdown = args.text("markdown_text");
  if (markdown !== undefined && (args.has("blocks") || args.has("text"))) {
    throw new SlackApiError("markdown_text_conflict");
  }
  if (markdown !== undefined && markdown.length > LIMITS.markdownText) throw new SlackApiError("msg_too_long");
  const text = markdown ?? args.text("text");
  return {
    ...(text === undefined ? {} : { text }),
    ...(args.has("blocks") ? { blocks: checkBlocks(world, teamId, args.json("blocks")) } : {}),
    ...(args.has("attachments") ? { attachments: checkAttachments(args.json("attachments")) } : {}),
    ...(args.has("metadata") ? { metadata: checkMetadata(args.json("metadata")) } : {}),
  };
};

/** Blocks that pass Slack's rules. @throws SlackApiError naming each fault with its JSON pointer. */
export const checkBlocks = (world: SlackWorld, teamId: string, blocks: JsonValue | undefined): JsonValue[] => {
  const refusal = refuseMessageBlocks(blocks, (id) => world.canShowFile(teamId, id));
  if (refusal === undefined) return arrayOf(blocks);
  throw new SlackApiError(
    refusal.error,
    refusal.messages.length === 0 ? {} : { response_metadata: { messages: [...refusal.messages] } },
  );
};

const checkAttachments = (attachments: JsonValue | undefined): JsonValue[] => {
  if (!Array.isArray(attachments) || !attachments.every(isJsonObject)) throw new SlackApiError("invalid_attachments");
  if (attachments.length > LIMITS.attachments) throw new SlackApiError("too_many_attachments");
  return attachments;
};

const checkMetadata = (metadata: JsonValue | undefined): NonNullable<Content["metadata"]> => {
  const error = refuseMetadata(metadata);
  if (error !== undefined || !isJsonObject(metadata)) throw new SlackApiError(error ?? "invalid_metadata_format");
  return metadata;
};

/** Refuses a message that would show nothing. @throws SlackApiError `no_text`. */
export const requireSomething = (content: Partial<Content>): void => {
  const parts = [content.text, content.blocks, content.attachments];
  if (parts.every((part) => part === undefined || part.length === 0)) throw new SlackApiError("no_text");
};
