import type { JsonObject } from "@perfecto-bot/simulators/slack";
import type { ElementPlace, Entry } from "./element-entry.ts";
import { choiceGroups, elementsOf, entryList } from "./element-entry.ts";
import { readObjects, readText } from "./read-json.ts";

/** What somebody entered in one element of a modal, and has not submitted. */
export interface Draft {
  /** The element's type: an entry of one kind means nothing to another. */
  readonly type: string;
  readonly entry: Entry;
}

/** Drafts by where they were entered ({@link draftKey}). */
export type Drafts = ReadonlyMap<string, Draft>;

/** The key of an element's draft. */
export function draftKey({ blockId, actionId }: ElementPlace): string {
  return JSON.stringify([blockId, actionId]);
}

/**
 * The drafts that survive another version of the view: where block id, action id and kind of element are the same.
 * @see https://docs.slack.dev/surfaces/modals#updating_views
 */
export function keepDrafts(drafts: Drafts, definition: JsonObject): Drafts {
  const types = new Map(placesOf(definition).map(({ place, element }) => [draftKey(place), element["type"]]));
  const kept = [...drafts].filter(([key, { type }]) => types.get(key) === type);
  return kept.length === drafts.size ? drafts : new Map(kept);
}

/**
 * What to submit: everything that was entered, by block id; by action id where a block holds several elements. Choices
 * that the view no longer offers are left out.
 */
export function collectModalValues(definition: JsonObject, drafts: Drafts): Record<string, string | string[]> {
  const values: Record<string, string | string[]> = {};
  for (const { block, place, element } of placesOf(definition)) {
    const draft = drafts.get(draftKey(place));
    if (draft === undefined || draft.type !== element["type"]) continue;
    const entry = onlyOffered(element, draft.entry);
    const key = elementsOf(block).length > 1 ? place.actionId : place.blockId;
    values[key] = typeof entry === "string" ? entry : [...entry];
  }
  return values;
}

function onlyOffered(element: JsonObject, entry: Entry): Entry {
  if (element["options"] === undefined && element["option_groups"] === undefined) return entry;
  const offered = new Set(choiceGroups(element).flatMap(({ choices }) => choices.map(({ value }) => value)));
  const kept = entryList(entry).filter((value) => offered.has(value));
  return typeof entry === "string" ? (kept[0] ?? []) : kept;
}

function placesOf(definition: JsonObject): readonly { block: JsonObject; place: ElementPlace; element: JsonObject }[] {
  return readObjects(definition["blocks"]).flatMap((block) =>
    elementsOf(block).map((element) => ({
      block,
      element,
      place: { blockId: readText(block["block_id"]), actionId: readText(element["action_id"]) },
    })),
  );
}
