/** An object of JSON. */
export type Json = Readonly<Record<string, unknown>>;

/** The objects of a list; nothing where it is no list. */
export function objectsIn(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** The words of a Block Kit text, or of anything that has a `text` of its own. */
export function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  return isObject(value) ? textOf(value["text"]) : "";
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
