import type { PostedId } from "@perfecto-bot/pipeline";

/** Where a message is: Teams needs both to edit it and to reply to it. */
export interface MessagePlace {
  readonly conversationId: string;
  readonly activityId: string;
}

/** A message's place as one opaque text. */
export function writePostedId({ conversationId, activityId }: MessagePlace): PostedId {
  return `${encodeURIComponent(conversationId)}/${encodeURIComponent(activityId)}`;
}

/** The place in a text that {@link writePostedId} made; nothing for any other text. */
export function readPostedId(id: PostedId): MessagePlace | undefined {
  const [conversationId, activityId, ...rest] = id.split("/");
  if (!conversationId || !activityId || rest.length > 0) return undefined;
  try {
    return { conversationId: decodeURIComponent(conversationId), activityId: decodeURIComponent(activityId) };
  } catch {
    return undefined;
  }
}
