/**
 * Whether a glob describes the whole text, ignoring case: `*` is any run of characters, `?` is exactly one.
 * Linear in pattern × text at worst, without a regular expression, so that no pattern can stall the service.
 */
export function matchGlob(pattern: string, text: string): boolean {
  const wanted = Array.from(pattern.toLowerCase());
  const given = Array.from(text.toLowerCase());
  let position = 0;
  let index = 0;
  let star = -1;
  let resumeAt = 0;
  while (index < given.length) {
    if (wanted[position] === "*") {
      star = position;
      resumeAt = index;
      position += 1;
    } else if (position < wanted.length && (wanted[position] === "?" || wanted[position] === given[index])) {
      position += 1;
      index += 1;
    } else if (star >= 0) {
      position = star + 1;
      resumeAt += 1;
      index = resumeAt;
    } else {
      return false;
    }
  }
  while (wanted[position] === "*") position += 1;
  return position === wanted.length;
}

/** Whether a pattern can match more than one text. */
export function isGlob(pattern: string): boolean {
  return /[*?]/.test(pattern);
}
