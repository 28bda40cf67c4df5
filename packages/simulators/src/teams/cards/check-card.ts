import type { JsonObject, JsonValue } from "../../slack/json-value.ts";
import { arrayOf, isJsonObject, objectOf, stringOf } from "../../slack/json-value.ts";
import { LIMITS } from "../limits.ts";
import type { CardShape } from "./card-shapes.ts";
import { actionShapes, elementShapes } from "./card-shapes.ts";
import { mentionProblems } from "./mention-problems.ts";

/** What is wrong with a card. */
export interface CardProblem {
  /** Such as `body[2].items[0].url`. */
  readonly path: string;
  readonly kind: "invalid" | "version" | "unknown" | "desktop-only" | "mention" | "image" | "limit";
  readonly message: string;
  /** Whether some client then shows nothing of the whole card. */
  readonly blanks: boolean;
}

type Report = (path: string, kind: CardProblem["kind"], message: string, blanks?: boolean) => void;

interface Walk {
  readonly report: Report;
  readonly version: number;
  readonly inputIds: Set<string>;
}

/**
 * Looks at an Adaptive Card as Teams' clients do. The strictest counts: one invalid element makes mobile clients show
 * nothing, where the desktop shows the rest.
 *
 * @see https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format
 * @see https://github.com/MicrosoftDocs/msteams-docs/issues/7929
 */
export const checkCard = (card: JsonObject): readonly CardProblem[] => {
  const problems: CardProblem[] = [];
  const report: Report = (path, kind, message, blanks = kind === "invalid") =>
    problems.push({ path, kind, message, blanks });
  const version = Number(stringOf(card["version"]));
  if (!/^\d+\.\d+$/.test(stringOf(card["version"]))) report("version", "version", 'must be such as "1.5"', true);
  else if (version > LIMITS.cardVersion) report("version", "version", "is newer than Teams shows", true);

  checkCardContent(card, "", { report, version, inputIds: new Set() });
  const refresh = objectOf(card["refresh"]);
  if (arrayOf(refresh["userIds"]).length > LIMITS.refreshUserIds)
    report("refresh.userIds", "limit", `has more than ${LIMITS.refreshUserIds} people`);
  problems.push(...mentionProblems(card));
  return problems;
};

const checkCardContent = (card: JsonObject, path: string, walk: Walk): void => {
  checkElements(card["body"], `${path}body`, null, walk);
  checkActions(card["actions"], `${path}actions`, walk);
  checkAction(card["selectAction"], `${path}selectAction`, walk);
};

const checkElements = (value: JsonValue | undefined, path: string, fallbackType: string | null, walk: Walk): void => {
  if (value === undefined) return;
  if (!Array.isArray(value)) return walk.report(path, "invalid", "must be an array");
  for (const [index, element] of value.entries()) checkElement(element, `${path}[${index}]`, fallbackType, walk);
};

const checkElement = (value: JsonValue, path: string, defaultType: string | null, walk: Walk): void => {
  // Inline text may be a bare string.
  if (typeof value === "string" && path.includes(".inlines[")) return;
  if (!isJsonObject(value)) return walk.report(path, "invalid", "must be an object");
  const type = stringOf(value["type"]) || defaultType;
  if (type === null) return walk.report(`${path}.type`, "invalid", "is missing");
  const shape = elementShapes[type];
  const { fallback } = value;
  // It shows in the element's stead, so that it may use the element's id again.
  const instead = { ...walk, inputIds: new Set(walk.inputIds) };
  if (isJsonObject(fallback)) checkElement(fallback, `${path}.fallback`, null, instead);
  if (shape === undefined) {
    if (fallback === undefined) walk.report(path, "unknown", `${type} is unknown and has no fallback`);
    return;
  }
  if (shape.desktopOnly && fallback === undefined)
    walk.report(path, "desktop-only", `${type} is not shown on phones and has no fallback`);
  checkShape(value, path, type, shape, walk);
  checkImage(value, type, path, walk);
  checkQuery(value, type, path, walk);
  if (type.startsWith("Input.") && type !== "Input.Choice") checkInputId(value, path, walk);
  for (const [name, inner] of Object.entries(shape.elements ?? {}))
    checkElements(value[name], `${path}.${name}`, inner, walk);
  for (const name of ["selectAction", "inlineAction"]) checkAction(value[name], `${path}.${name}`, walk);
};

const checkShape = (value: JsonObject, path: string, type: string, shape: CardShape, walk: Walk): void => {
  for (const [name, wanted] of Object.entries(shape.required ?? {})) {
    const given = value[name];
    const fits =
      wanted === "array" ? Array.isArray(given) : wanted === "object" ? isJsonObject(given) : typeof given === "string";
    if (!fits) walk.report(`${path}.${name}`, "invalid", `${type} needs ${name} (${wanted})`);
  }
  for (const name of shape.actions ?? []) checkActions(value[name], `${path}.${name}`, walk);
};

const checkInputId = (value: JsonObject, path: string, walk: Walk): void => {
  const id = stringOf(value["id"]);
  if (id === "") return;
  if (walk.inputIds.has(id)) walk.report(`${path}.id`, "invalid", `${id} is used twice`);
  walk.inputIds.add(id);
};

/** @see https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/dynamic-search */
const checkQuery = (value: JsonObject, type: string, path: string, walk: Walk): void => {
  const query = value["choices.data"];
  if (type !== "Input.ChoiceSet" || query === undefined) return;
  const { type: kind, dataset } = objectOf(query);
  if (kind !== "Data.Query" || stringOf(dataset) === "")
    walk.report(`${path}.choices.data`, "invalid", "must be a Data.Query with a dataset");
};

/** @see https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format */
const checkImage = (value: JsonObject, type: string, path: string, walk: Walk): void => {
  const url = stringOf(value["url"]);
  if (type !== "Image" || url === "" || /^(?:https:\/\/|data:image\/(?:png|jpeg|gif))/.test(url)) return;
  walk.report(`${path}.url`, "image", "is no https address of a picture");
};

const checkActions = (value: JsonValue | undefined, path: string, walk: Walk): void => {
  if (value === undefined) return;
  if (!Array.isArray(value)) return walk.report(path, "invalid", "must be an array");
  for (const [index, action] of value.entries()) checkAction(action, `${path}[${index}]`, walk);
};

const checkAction = (value: JsonValue | undefined, path: string, walk: Walk): void => {
  if (value === undefined) return;
  if (!isJsonObject(value)) return walk.report(path, "invalid", "must be an object");
  const type = stringOf(value["type"]);
  const shape = actionShapes[type];
  const { fallback } = value;
  if (isJsonObject(fallback)) checkAction(fallback, `${path}.fallback`, walk);
  if (type === "") return walk.report(`${path}.type`, "invalid", "is missing");
  if (shape === undefined) {
    if (fallback === undefined) walk.report(path, "unknown", `${type} is unknown and has no fallback`);
    return;
  }
  if (type === "Action.Execute" && walk.version < LIMITS.executeVersion)
    walk.report(path, "version", `Action.Execute needs card version ${LIMITS.executeVersion}`);
  checkShape(value, path, type, shape, walk);
  if (isJsonObject(value["card"])) checkCardContent(value["card"], `${path}.card.`, walk);
};
