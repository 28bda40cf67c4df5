/** There is no browser: what is missing, and what to do. */
export class BrowserError extends Error {
  override readonly name = "BrowserError";
  readonly kind = "no-browser";
}
