/**
 * Headers of every answer. Nothing but the page itself runs, and it talks to nobody but us; pictures may come from the
 * lab. Styles may stand in the page, as the renderers of cards write them.
 * @see https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Content-Security-Policy
 */
export function securityHeaders(labUrl: string): Readonly<Record<string, string>> {
  const lab = URL.parse(labUrl)?.origin;
  const policy = [
    "default-src 'self'",
    `img-src 'self' data:${lab === undefined || lab === "null" ? "" : ` ${lab}`}`,
    "style-src 'self' 'unsafe-inline'",
    "connect-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ];
  return {
    "content-security-policy": policy.join("; "),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
  };
}
