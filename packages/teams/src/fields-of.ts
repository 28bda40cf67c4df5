/** The fields of something foreign, none of them to be believed. */
export type Fields = Readonly<Record<string, unknown>>;

/** The fields of an object; none for anything else, lists included. */
export function fieldsOf(value: unknown): Fields {
  return isObject(value) ? value : {};
}

/** The fields of a JSON text that is an object; nothing for any other text. */
export function parseFields(text: unknown): Fields | undefined {
  if (typeof text !== "string") return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
