import type { JsonObject, JsonValue } from "../../slack/json-value.ts";
import { arrayOf, objectOf, stringOf } from "../../slack/json-value.ts";
import type { CardProblem } from "./check-card.ts";

/**
 * Mentions that Teams would not make: an `<at>` tag in the text without its entity, an entity whose tag is nowhere, or
 * one that says nobody.
 *
 * @see https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format#mention-support-within-adaptive-cards
 */
export const mentionProblems = (card: JsonObject): CardProblem[] => {
  const entities = arrayOf(objectOf(card["msteams"])["entities"])
    .map(objectOf)
    .filter((entity) => entity["type"] === "mention");
  const shown = new Set(textsIn([card["body"] ?? [], card["actions"] ?? []]).flatMap((text) => tagsIn(text)));
  const told = new Set(entities.map((entity) => stringOf(entity["text"])));
  const problem = (path: string, message: string): CardProblem => ({ path, kind: "mention", message, blanks: false });
  return [
    ...[...shown].filter((tag) => !told.has(tag)).map((tag) => problem("body", `${tag} has no entity`)),
    ...entities.flatMap((entity, index) => {
      const { id, name } = objectOf(entity["mentioned"]);
      const path = `msteams.entities[${index}]`;
      return [
        ...(shown.has(stringOf(entity["text"])) ? [] : [problem(`${path}.text`, "is nowhere in the card")]),
        ...(stringOf(id) && stringOf(name) ? [] : [problem(`${path}.mentioned`, "needs id and name")]),
      ];
    }),
  ];
};

const tagsIn = (text: string): string[] => text.match(/<at>.*?<\/at>/g) ?? [];

const textsIn = (value: JsonValue): string[] => {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap((item) => textsIn(item));
  return value !== null && typeof value === "object" ? Object.values(value).flatMap((item) => textsIn(item)) : [];
};
