import type { IncomingHttpHeaders } from "node:http";

/** Why a request is not served. */
export interface Refusal {
  readonly status: 403 | 405 | 415;
  /** One sentence. */
  readonly message: string;
}

const LOOPBACK = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?$/iu;

/**
 * Refuses what another web page could send through a person's browser. Listening on loopback is not enough: a page may
 * give its own name our address (DNS rebinding), and any page can send forms to any address. So the Host must be
 * loopback, the Origin our own where there is one, and what acts must be JSON, which a form cannot send. Undefined:
 * it may be served.
 * @see https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Origin
 * @see https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Sec-Fetch-Site
 */
export function refuseRequest(method: string, path: string, headers: IncomingHttpHeaders): Refusal | undefined {
  const { host = "", origin } = headers;
  if (!LOOPBACK.test(host)) return { status: 403, message: "The playground answers at its loopback address only." };
  if (origin !== undefined && origin.toLowerCase() !== `http://${host.toLowerCase()}`)
    return { status: 403, message: "The playground answers its own page only." };
  const site = headers["sec-fetch-site"];
  if (path.startsWith("/api/") && site !== undefined && site !== "same-origin" && site !== "none")
    return { status: 403, message: "The playground answers its own page only." };
  const wanted = path === "/api/act" ? ["POST"] : ["GET", "HEAD"];
  if (!wanted.includes(method)) return { status: 405, message: `${path} takes ${wanted.join(" or ")}.` };
  if (method === "POST" && !/^application\/json(?:\s*;|$)/iu.test(headers["content-type"] ?? ""))
    return { status: 415, message: "Actions are sent as application/json." };
  return undefined;
}
