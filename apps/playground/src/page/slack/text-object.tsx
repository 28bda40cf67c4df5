import type { JsonObject } from "@perfecto-bot/simulators/slack";
import type { ReactNode } from "react";
import { emojiCharacter } from "./emoji-character.ts";
import { Mrkdwn } from "./mrkdwn.tsx";
import { readText } from "./read-json.ts";

/**
 * A text object: plain, or in Slack's markup.
 * @see https://docs.slack.dev/reference/block-kit/composition-objects/text-object
 */
export function TextObject({ text }: { readonly text: JsonObject }): ReactNode {
  const words = readText(text["text"]);
  if (text["type"] === "mrkdwn") return <Mrkdwn text={words} verbatim={text["verbatim"] === true} />;
  return <span className="sl-text">{plainWords(text)}</span>;
}

/** A text object as words alone, for names and options. */
export function plainWords(text: JsonObject): string {
  const words = readText(text["text"]);
  // Slack's own default for plain text is to draw emoji.
  if (text["emoji"] === false) return words;
  return words.replaceAll(/:([a-z\d_+'-]+):/gu, (written, name: string) => emojiCharacter(name) ?? written);
}
