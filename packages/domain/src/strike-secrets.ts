const STRUCK = "[struck out]";

/** Shapes that are secrets wherever they stand. */
const SHAPES: readonly RegExp[] = [
  /\beyJ[\w-]{8,1000}\.[\w-]{8,}(?:\.[\w-]*)?/g,
  /\bxox[abeprs]-[\w-]{10,}/g,
  /\bAKIA[0-9A-Z]{16}\b/g,
  /\bgh[pousr]_\w{20,}/g,
  /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|$)/g,
];

/** `https://somebody:secret@host`: the address stays, the secret goes. */
const IN_ADDRESS = /(:\/\/[^\s/:@]{0,200}:)[^\s/@]{1,2000}(?=@)/g;

/** Names of secrets: the long ones also at the end of a longer name (`securityToken`), the short ones only alone or after a joint (`db_pass`). */
const NAME = String.raw`(?:password|passwd|passcode|passphrase|pwd|secret|token|api[-_ ]?key|access[-_ ]?key|authorization|credential|(?<![a-z])(?:pass|otp|pin|cvv))s?`;
const SCHEME = String.raw`(?:(?:bearer|basic)\s{1,20})?`;
const STRUCK_ALREADY = String.raw`\[struck out\]`;
/** A text in quotes, which may be escaped or never end, or a word. */
const VALUE = String.raw`(?:\\*"[^"\n]*"?|\\*'[^'\n]*'?|[^\s,;"'&)\]}]+)`;
/** What "the password is …" goes on with where no secret follows. */
const NO_SECRET = String.raw`(?:not|no|never|a|an|the|in|on|at|to|too|of|for|only|already|still|now|required|mandatory|missing|empty|blank|null|undefined|unknown|wrong|correct|incorrect|valid|invalid|expired|revoked|accepted|rejected|refused|denied|shown|displayed|visible|hidden|enabled|disabled|present|absent|set|weak|short|long)\b`;

/** `password = …`, `"apiKey": "…"`, `Authorization: Bearer …`: the name stays, the value goes. */
const ASSIGNED = new RegExp(
  String.raw`(${NAME}\\*["']?\s{0,20}[:=]\s{0,20})(?!${SCHEME}${STRUCK_ALREADY})${SCHEME}${VALUE}`,
  "gi",
);
/** `the PIN is 1234`. */
const TOLD = new RegExp(String.raw`(${NAME}["']?\s{1,20}is:?\s{1,20})(?!${NO_SECRET}|${STRUCK_ALREADY})${VALUE}`, "gi");

/**
 * Replaces what looks like a secret in foreign text. Names such as `password=` stay, so that the message still reads,
 * and sentences about secrets, such as "password is required", are left alone.
 */
export function strikeSecrets(text: string): string {
  const shaped = SHAPES.reduce((struck, shape) => struck.replace(shape, STRUCK), text);
  return [IN_ADDRESS, ASSIGNED, TOLD].reduce((struck, pattern) => struck.replace(pattern, `$1${STRUCK}`), shaped);
}
