/** Any value that JSON can carry. */
export type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject;

/** A JSON object. */
export interface JsonObject {
  [key: string]: JsonValue;
}

/** Whether a JSON value is an object (neither an array nor null). */
export const isJsonObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The value as an object, or an empty one where it is something else. */
export const objectOf = (value: JsonValue | undefined): JsonObject => (isJsonObject(value) ? value : {});

/** The value as an array, or an empty one where it is something else. */
export const arrayOf = (value: JsonValue | undefined): JsonValue[] => (Array.isArray(value) ? value : []);

/** The value as a string, or an empty one where it is something else. */
export const stringOf = (value: JsonValue | undefined): string => (typeof value === "string" ? value : "");

/** Parses JSON text; undefined where it is not JSON. */
export const parseJson = (text: string): JsonValue | undefined => {
  try {
    const parsed: JsonValue = JSON.parse(text);
    return parsed;
  } catch {
    return undefined;
  }
};
