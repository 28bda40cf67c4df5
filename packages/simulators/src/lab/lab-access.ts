import type { IncomingHttpHeaders } from "node:http";
import { errorAnswer, type LabAnswer } from "./lab-answer.ts";

/** Who may ask: the one security token the lab accepts, or none after it expired. */
export interface LabAccess {
  /** The token that is or was accepted. */
  readonly token: string;
  /** A token that some other lab would accept: this one cannot tell whose it is. */
  readonly foreignToken: string;
  /** Makes `token` the one accepted token, as making a new one does on a real lab. */
  setToken(token: string): void;
  /** From now on the token is refused. */
  expireToken(): void;
  /** The refusal, or undefined when the token is good. */
  refusal(headers: IncomingHttpHeaders, wrongTokenStatus: number): LabAnswer | undefined;
}

/**
 * The token a request carries. Vendor code spells the header `PERFECTO-AUTHORIZATION`, `Perfecto-Authorization` and
 * `PERFECTO_AUTHORIZATION`; names of headers are case-insensitive
 * (https://help.perfecto.io/perfecto-help/content/perfecto/test-analysis/smart_reporting_public_api.htm).
 */
export function tokenOf(headers: IncomingHttpHeaders): string | undefined {
  const value = headers["perfecto-authorization"] ?? headers["perfecto_authorization"];
  return typeof value === "string" && value !== "" ? value : undefined;
}

/**
 * Access by one token. A token that belongs elsewhere, or none at all, leaves the tenant unresolved: "Missing
 * Perfecto-TenantId header", with status 401 for want of a documented one. Any other wrong token "cannot be decoded".
 * Both texts: https://github.com/PerfectoMobileSA/PerfectoActions.
 */
export function createLabAccess(firstToken: string): LabAccess {
  let token = firstToken;
  let expired = false;
  const foreignToken = "token-of-another-lab";
  return {
    get token() {
      return token;
    },
    foreignToken,
    setToken(next) {
      token = next;
      expired = false;
    },
    expireToken() {
      expired = true;
    },
    refusal(headers, wrongTokenStatus) {
      const sent = tokenOf(headers);
      if (sent === undefined || sent === foreignToken) return errorAnswer(401, "Missing Perfecto-TenantId header");
      if (sent === token && !expired) return undefined;
      const detail = sent === token ? "Offline user session not found" : "Failed to parse JWT";
      return errorAnswer(wrongTokenStatus, `Failed decoding the offline token: ${detail}`);
    },
  };
}
