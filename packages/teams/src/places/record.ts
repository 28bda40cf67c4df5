import { fieldsOf, parseFields, type Fields } from "../fields-of.ts";

const VERSION = 1;

/** A record as text, with the version of its shape. Fields that are undefined are left out. */
export function writeRecord(fields: object): string {
  return JSON.stringify({ v: VERSION, ...fields });
}

/** Whether a newer version wrote a record. Nothing else that cannot be read is worth keeping: Teams tells all of it anew. */
export function isNewerRecord(text: string | undefined): boolean {
  const version = fieldsOf(parseFields(text))["v"];
  return typeof version === "number" && version > VERSION;
}

/** The fields of a record of our version; none for anything else. */
export function readRecord(text: string | undefined): Fields {
  const fields = fieldsOf(parseFields(text));
  return fields["v"] === VERSION ? fields : {};
}
