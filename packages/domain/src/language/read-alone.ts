import { mistakeAt, shown } from "./mistake.ts";
import { mistaken, understood } from "./reading.ts";
import type { Reading, Tail } from "./verb.ts";

/** Reads a command that is its verb alone; anything behind it is a mistake. */
export function readAlone<Name extends string>(verb: Name, { text, at }: Tail): Reading<{ readonly verb: Name }> {
  const extra = /[^\s\u200B][^]*/.exec(text.slice(at).trimEnd());
  if (extra === null) return understood({ verb });
  const place = { at: at + extra.index, length: extra[0].length };
  return mistaken([mistakeAt(place, `${shown(verb)} takes nothing after it`)]);
}
