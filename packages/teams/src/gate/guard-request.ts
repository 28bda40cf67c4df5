import type { IncomingMessage } from "node:http";
import type { Clock } from "@perfecto-bot/pipeline";
import { parseFields, type Fields } from "../fields-of.ts";
import { tenantOf } from "../incoming/activity.ts";
import type { TeamsEndpoints } from "../teams-endpoints.ts";
import type { TeamsLog } from "../teams-log.ts";
import { isAllowedServiceUrl } from "./is-allowed-service-url.ts";
import { readBody } from "./read-body.ts";
import type { SigningKeys } from "./signing-keys.ts";
import { verifyToken } from "./verify-token.ts";

/** Teams' requests are far smaller. */
const BODY_LIMIT_BYTES = 1_000_000;

/** What the gate needs to decide. */
export interface GateOptions {
  readonly appId: string;
  readonly allowedTenants: ReadonlySet<string>;
  readonly endpoints: TeamsEndpoints;
  readonly keys: SigningKeys;
  /** Development on one machine: no token is asked for, and only requests from this machine are taken. */
  readonly insecureLocal: boolean;
  readonly now: Clock;
  readonly log: TeamsLog;
  /** False before the start and while stopping. */
  readonly isOpen: () => boolean;
}

/** A request that came through, or the status it is refused with. */
export type GateAnswer =
  | { readonly kind: "passed"; readonly body: Fields }
  | { readonly kind: "refused"; readonly status: 400 | 401 | 403 | 413 | 503 };

/**
 * Stands before botbuilder, which sees nothing that did not pass here, and never a token: some requests crash it before
 * it looks at the token, others make it grow or answer with its inner errors. 400: no activity; 401: not from the Bot
 * Framework, or for another bot or service; 403: a tenant that is not ours; 413: too large; 503: not open, or the
 * signing keys cannot be fetched. Never rejects.
 * @see https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
 */
export async function guardRequest(request: IncomingMessage, options: GateOptions): Promise<GateAnswer> {
  if (!options.isOpen()) return { kind: "refused", status: 503 };
  const read = await readBody(request, BODY_LIMIT_BYTES);
  if (read.kind !== "body") return { kind: "refused", status: read.kind === "too-large" ? 413 : 400 };
  const body = parseFields(read.text);
  if (body === undefined || !isJson(request)) return { kind: "refused", status: 400 };
  const { type, serviceUrl, channelId } = body;
  if (typeof type !== "string" || type === "") return { kind: "refused", status: 400 };
  if (typeof serviceUrl !== "string" || !isAllowedServiceUrl(serviceUrl, options.endpoints.serviceUrlOrigins))
    return refuse(options, 401, "its service URL is not allowed");
  if (channelId !== "msteams") return refuse(options, 401, "it comes from another channel than Teams");
  if (options.insecureLocal) {
    if (!isLoopback(request.socket.remoteAddress) || !isLoopback(hostOf(request)))
      return refuse(options, 401, "it is not meant for or not from this machine");
  } else {
    const claims = { appId: options.appId, issuer: options.endpoints.tokenIssuer, serviceUrl, channelId };
    const verdict = await verifyToken(request.headers.authorization, claims, options.keys, options.now);
    if (verdict.kind === "refused") return refuse(options, 401, verdict.because);
    if (verdict.kind === "unknown") return refuse(options, 503, `keys cannot be fetched: ${verdict.because}`);
  }
  const tenant = tenantOf(body);
  if (tenant === undefined || !options.allowedTenants.has(tenant.toLowerCase()))
    return refuse(options, 403, "its tenant is not allowed", tenant);
  return { kind: "passed", body };
}

/** Whether an address is this machine's own. */
export function isLoopback(address: string | undefined): boolean {
  return address !== undefined && /^(?:localhost|::1|\[::1\]|(?:::ffff:)?127(?:\.\d{1,3}){3})$/u.test(address);
}

function refuse(
  { log }: GateOptions,
  status: 401 | 403 | 503,
  because: string,
  tenant?: string,
): Extract<GateAnswer, { kind: "refused" }> {
  log.warn({ because, ...(tenant === undefined ? {} : { tenant }) }, "a request to the Teams endpoint was refused");
  return { kind: "refused", status };
}

/** A web page on this machine can send JSON elsewhere only under another content type, without asking first. */
function isJson(request: IncomingMessage): boolean {
  return /^application\/json\b/iu.test(request.headers["content-type"] ?? "");
}

/** A foreign web page can reach this machine under a name of its own; the request then says that name. */
function hostOf({ headers }: IncomingMessage): string | undefined {
  return URL.parse(`http://${headers.host ?? ""}`)?.hostname;
}
