import type { JsonObject, JsonValue } from "@perfecto-bot/simulators/slack";
import type { TeamsPersonView } from "../../wire/teams-state.ts";
import { SEARCHED_CHOICES } from "./searched-type.ts";

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;
const PEOPLE = "graph.microsoft.com/users";
const ELSEWHERE = "graph.microsoft.com/";
/** Where the playground serves pictures out of cards. */
const OWN_PICTURE = /^(?!.*\.\.)\/api\/teams\/pictures\/[\w%.!~*'()-]+\/[\w%.-]+\/[\w-]+$/;
/** Properties that hold addresses of pictures. */
const PICTURES: ReadonlySet<string> = new Set(["backgroundImage", "iconUrl", "poster"]);

/**
 * A card as this page can draw it. Teams' people picker is not known to the renderer: it becomes a choice of the people
 * here, and whoever was chosen before stays one. Inputs whose choices the bot searches for get a name of their own,
 * because the page draws them itself. Pictures from elsewhere are named instead of loaded, because nothing
 * that is shown here may ask another machine for anything.
 * @see https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/people-picker
 * @see https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/dynamic-search
 */
export function prepareCard(card: JsonObject, people: readonly TeamsPersonView[]): JsonObject {
  return prepareObject(card, people);
}

function prepareObject(element: JsonObject, people: readonly TeamsPersonView[]): JsonObject {
  const { type, url } = element;
  if (type === "Image") return isHere(url) ? element : namedInstead(element, "🖼️", url);
  if (type === "Media") return namedInstead(element, "🎞️", undefined);
  if (isPeoplePicker(element)) return choosePeople(element, people);
  if (isSearched(element)) return { ...element, type: SEARCHED_CHOICES };
  const kept = Object.entries(element).filter(([name, value]) => !PICTURES.has(name) || isHere(value));
  return Object.fromEntries(
    // What an action carries is the bot's own matter.
    kept.map(([name, value]) => [name, name === "data" ? value : prepareValue(value, people)]),
  );
}

function prepareValue(value: JsonValue, people: readonly TeamsPersonView[]): JsonValue {
  if (Array.isArray(value)) return value.map((item) => prepareValue(item, people));
  return isObject(value) ? prepareObject(value, people) : value;
}

function isHere(address: JsonValue | undefined): boolean {
  if (typeof address !== "string") return false;
  if (OWN_PICTURE.test(address)) return true;
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === "data:" ? address.startsWith("data:image/") : LOOPBACK.test(hostname);
}

function namedInstead(element: JsonObject, sign: string, url: JsonValue | undefined): JsonObject {
  const named = element["altText"];
  const text = `${sign} ${typeof named === "string" && named !== "" ? named : "Picture"}`;
  const selectAction = typeof url === "string" ? { selectAction: { type: "Action.OpenUrl", url } } : {};
  return { type: "RichTextBlock", inlines: [{ type: "TextRun", text, isSubtle: true, ...selectAction }] };
}

function isPeoplePicker(element: JsonObject): boolean {
  return datasetOf(element).startsWith(PEOPLE);
}

/** Whether the bot searches for its choices, and not Teams itself. */
function isSearched(element: JsonObject): boolean {
  const dataset = datasetOf(element);
  return element["type"] === "Input.ChoiceSet" && dataset !== "" && !dataset.startsWith(ELSEWHERE);
}

function datasetOf(element: JsonObject): string {
  const query = element["choices.data"];
  const dataset = isObject(query) ? query["dataset"] : undefined;
  return typeof dataset === "string" ? dataset : "";
}

function choosePeople(element: JsonObject, people: readonly TeamsPersonView[]): JsonObject {
  const { "choices.data": _query, choices: given, ...rest } = element;
  const choices = new Map<string, string>();
  for (const choice of Array.isArray(given) ? given : []) {
    if (!isObject(choice)) continue;
    const { value, title } = choice;
    if (typeof value === "string" && typeof title === "string") choices.set(value, title);
  }
  for (const { id, name } of people) if (!choices.has(id)) choices.set(id, name);
  const chosen = typeof rest["value"] === "string" ? rest["value"].split(",") : [];
  for (const value of chosen) if (value !== "" && !choices.has(value)) choices.set(value, "Somebody chosen before");
  return { ...rest, choices: [...choices].map(([value, title]) => ({ value, title })) };
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
