/** A text on one line, shortened to so many UTF-16 units. */
export function oneLine(text: string, most = 140): string {
  const line = text.replace(/\s+/gu, " ").trim();
  // A character that the cut goes through is left out whole.
  return line.length <= most ? line : `${line.slice(0, most - 1).replace(/\p{Surrogate}$/u, "")}…`;
}
