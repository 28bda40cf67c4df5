import type { JsonObject, JsonValue } from "@perfecto-bot/simulators/slack";

/** The value as an object, or an empty one where it is something else. */
export function readObject(value: JsonValue | undefined): JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}

/** The objects of a list; an empty list where it is something else. */
export function readObjects(value: JsonValue | readonly JsonValue[] | undefined): readonly JsonObject[] {
  return readList(value).map(readObject);
}

/** The value as a list, or an empty one where it is something else. */
export function readList(value: JsonValue | readonly JsonValue[] | undefined): readonly JsonValue[] {
  return isList(value) ? value : [];
}

/** The value as text, or "" where it is something else. */
export function readText(value: JsonValue | undefined): string {
  return typeof value === "string" ? value : "";
}

/** The texts of a list. */
export function readTexts(value: JsonValue | undefined): readonly string[] {
  return readList(value).filter((each) => typeof each === "string");
}

function isList(value: JsonValue | readonly JsonValue[] | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}
