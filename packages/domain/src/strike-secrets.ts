const STRUCK = "[struck out]";

/** Shapes that are secrets wherever they stand. */
const SHAPES: readonly RegExp[] = [
  /\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?/g,
  /\bxox[abeprs]-[\w-]{10,}/g,
  /\bAKIA[0-9A-Z]{16}\b/g,
  /\bgh[pousr]_\w{20,}/g,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
];

/** `password = …`, `"apiKey": "…"`, `Authorization: Bearer …`: the name stays, the value goes. */
const NAMED =
  /\b((?:pass(?:word|wd|code|phrase)?|pwd|secret|token|api[-_ ]?key|access[-_ ]?key|authorization|credential|otp|pin|cvv)s?["']?\s*(?:[:=]|\bis\b)\s*)((?:bearer|basic)\s+)?("[^"\n]*"|'[^'\n]*'|[^\s,;"'&)\]}]+)/gi;

/** Replaces what looks like a secret in foreign text. Names such as `password=` stay, so that the message still reads. */
export function strikeSecrets(text: string): string {
  const shaped = SHAPES.reduce((struck, shape) => struck.replace(shape, STRUCK), text);
  return shaped.replace(NAMED, `$1${STRUCK}`);
}
