/** `name`: of a lookup that takes one, `names`: of one that takes several, `typed`: the text that stands in for a lookup. */
const PREFIXES = { text: "text-", people: "people-", name: "name-", names: "names-", typed: "typed-" } as const;

/** What kind of value an input brings back. */
type FormInputKind = keyof typeof PREFIXES;

const KINDS: readonly FormInputKind[] = ["text", "people", "name", "names", "typed"];

/** The `id` under which an input's value comes back, apart from everything else in an action's data. */
export function formInputId(kind: FormInputKind, id: string): string {
  return PREFIXES[kind] + id;
}

/** Which input of a form a value belongs to; `undefined` for what is no input's. */
export function readFormInputId(key: string): { readonly kind: FormInputKind; readonly id: string } | undefined {
  const kind = KINDS.find((each) => key.startsWith(PREFIXES[each]));
  return kind === undefined ? undefined : { kind, id: key.slice(PREFIXES[kind].length) };
}
