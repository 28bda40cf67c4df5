/** Where a lab's reporting server is, taken apart. */
export interface LabBase {
  /** Scheme, host and port: the only place the token is sent to. */
  readonly origin: string;
  /** The path in front of everything, without a slash at its end; empty for a real lab. */
  readonly path: string;
  /** `origin` and `path`. */
  readonly url: string;
}

/**
 * Takes a base URL apart. Query and fragment are dropped.
 * Throws a TypeError where the text is no http(s) URL, or carries a user name or password.
 */
export function parseLabBase(baseUrl: string): LabBase {
  const url = URL.parse(baseUrl);
  if (!url || !/^https?:$/u.test(url.protocol)) {
    throw new TypeError("The lab's base URL is no http(s) URL; it looks like https://<cloud>.app.perfectomobile.com");
  }
  if (url.username !== "" || url.password !== "") {
    throw new TypeError("The lab's base URL carries a user name or password; give the security token instead");
  }
  const path = url.pathname.replace(/\/+$/u, "");
  return { origin: url.origin, path, url: `${url.origin}${path}` };
}
