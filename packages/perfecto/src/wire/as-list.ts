import type { WireContext } from "./wire-context.ts";

/** A JSON array. Absent and null are the empty list; anything else is too, and is noted. */
export function asList(value: unknown, context: Pick<WireContext, "note">): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (value !== undefined && value !== null) context.note("shape");
  return [];
}
