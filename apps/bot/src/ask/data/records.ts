/** A value that JSON and CSV can hold; null where it is not known. */
export type Value = string | number | boolean | null | readonly string[] | readonly NamedText[];

/** A text with its name, such as a parameter of a test. */
export interface NamedText {
  readonly name: string;
  readonly value: string;
}

/** Values by name, the same names in every record of a list. */
export type DataRecord = Readonly<Record<string, Value>>;

/** Records of one kind. `columns` are their names in order, also where there is no record. */
export interface Records {
  readonly columns: readonly string[];
  readonly records: readonly DataRecord[];
}

/** Makes records of values, and knows their names though there may be none. */
export function recordsOf<Item>(
  columns: readonly string[],
  items: readonly Item[],
  describe: (item: Item) => DataRecord,
): Records {
  return { columns, records: items.map(describe) };
}
