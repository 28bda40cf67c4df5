const PREFIXES = { text: "text-", people: "people-" } as const;

/** The `id` under which an input's value comes back, apart from everything else in an action's data. */
export function formInputId(kind: keyof typeof PREFIXES, id: string): string {
  return PREFIXES[kind] + id;
}

/** Which input of a form a value belongs to; `undefined` for what is no input's. */
export function readFormInputId(
  key: string,
): { readonly kind: keyof typeof PREFIXES; readonly id: string } | undefined {
  if (key.startsWith(PREFIXES.text)) return { kind: "text", id: key.slice(PREFIXES.text.length) };
  if (key.startsWith(PREFIXES.people)) return { kind: "people", id: key.slice(PREFIXES.people.length) };
  return undefined;
}
