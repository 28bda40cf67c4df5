import type { JsonObject, JsonValue } from "@perfecto-bot/simulators/slack";
import type { VersionDetails } from "../../wire/message-details.ts";

/** What can be drawn of a version. */
export type Drawable =
  | { readonly chat: "slack"; readonly text: string; readonly blocks: readonly JsonValue[] }
  | { readonly chat: "teams"; readonly text: string; readonly card: JsonObject | undefined };

/** Finds in what the service sent what the chat draws: Slack's blocks, or the first Adaptive Card of an activity. */
export function readVersion(chat: "slack" | "teams", { text, json }: VersionDetails): Drawable {
  const sent = isObject(json) ? json : {};
  if (chat === "slack") {
    const blocks = sent["blocks"];
    return { chat, text, blocks: Array.isArray(blocks) ? blocks : [] };
  }
  const attachments = Array.isArray(sent["attachments"]) ? sent["attachments"] : [];
  const contents = attachments.filter(isObject).map(({ content }) => content);
  return { chat, text, card: contents.find(isObject) };
}

/** What people read in a version: its content where there is any, else its line. */
export function readableOf(drawable: Drawable): JsonValue {
  const line = { text: drawable.text };
  if (drawable.chat === "teams") return drawable.card ?? line;
  return drawable.blocks.length === 0 ? line : [...drawable.blocks];
}

function isObject(json: JsonValue | undefined): json is JsonObject {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}
