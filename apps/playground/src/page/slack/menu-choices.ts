import type { JsonObject } from "@perfecto-bot/simulators/slack";
import type { Directory } from "./directory.ts";
import type { Choice } from "./element-entry.ts";
import { choiceGroups } from "./element-entry.ts";
import { readObject, readText, readTexts } from "./read-json.ts";

/** A menu's choices under a heading; "" for none. */
export interface ChoiceGroup {
  readonly label: string;
  readonly choices: readonly Choice[];
}

/** What a menu offers: its own options, or the workspace's people or conversations. */
export function menuChoices(element: JsonObject, directory: Directory): readonly ChoiceGroup[] {
  const type = readText(element["type"]);
  if (type.endsWith("users_select")) return one(directory.people.map(({ id, realName }) => worded(id, realName)));
  if (type.endsWith("channels_select"))
    return one(
      directory.channels.filter(({ kind }) => kind === "public").map(({ id, name }) => worded(id, `#${name}`)),
    );
  if (type.endsWith("conversations_select")) {
    const kinds = readTexts(readObject(element["filter"])["include"]);
    return one(
      directory.channels
        .filter(({ kind, archived }) => !archived && (kinds.length === 0 || kinds.includes(kind)))
        .map(({ id, name, kind }) =>
          worded(id, kind === "im" ? `@${directory.userName(directory.botUserId) ?? name}` : `#${name}`),
        ),
    );
  }
  return choiceGroups(element);
}

function one(choices: readonly Choice[]): readonly ChoiceGroup[] {
  return [{ label: "", choices }];
}

function worded(value: string, text: string): Choice {
  return { value, text: { type: "plain_text", text, emoji: false } };
}
