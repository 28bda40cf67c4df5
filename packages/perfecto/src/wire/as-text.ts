/**
 * A text that says something, as it was sent; numbers count as their digits. Undefined for blank texts and anything else.
 * Half surrogate pairs, which JSON can carry, become U+FFFD: they would make percent-encoding throw later.
 */
export function asText(value: unknown): string | undefined {
  if (typeof value === "string") return /\S/u.test(value) ? value.toWellFormed() : undefined;
  return typeof value === "number" && Number.isFinite(value) ? String(value) : undefined;
}
