import type { Clock } from "@perfecto-bot/pipeline";
import { decodeProtectedHeader, jwtVerify } from "jose";
import type { SigningKeys } from "./signing-keys.ts";

/** What a token must be good for. */
export interface TokenClaims {
  readonly appId: string;
  readonly issuer: string;
  /** Of the activity that came with it. */
  readonly serviceUrl: string;
  readonly channelId: string;
}

/** Whether a request comes from the Bot Framework. `unknown`: its keys could not be fetched. */
export type TokenVerdict =
  | { readonly kind: "genuine" }
  | { readonly kind: "refused"; readonly because: string }
  | { readonly kind: "unknown"; readonly because: string };

const SKEW_S = 5 * 60;
const MOST_TOKEN_CHARACTERS = 16_384;

/**
 * Checks the token of a request: signature by an endorsed key, algorithm, issuer, audience, life time with five minutes
 * of skew, and that it was issued for the service the activity names. Never rejects; keeps nothing of the token.
 * @see https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication#connector-to-bot-step-4
 */
export async function verifyToken(
  authorization: string | undefined,
  claims: TokenClaims,
  keys: SigningKeys,
  now: Clock,
): Promise<TokenVerdict> {
  const [, token] = /^Bearer ([\w.~+/=-]+)$/iu.exec(authorization ?? "") ?? [];
  if (token === undefined || token.length > MOST_TOKEN_CHARACTERS) return refused("no bearer token");
  const keyId = keyIdOf(token);
  if (keyId === undefined) return refused("not an RS256 token with a key id");
  const found = await keys.find(keyId);
  if (found.kind === "unavailable") return { kind: "unknown", because: found.detail };
  if (found.kind === "no-such-key") return refused("signed by an unknown key");
  if (!found.key.endorsements.includes(claims.channelId)) return refused("the key is not endorsed for this channel");
  try {
    const { payload } = await jwtVerify(token, found.key.key, {
      algorithms: ["RS256"],
      issuer: claims.issuer,
      audience: claims.appId,
      clockTolerance: SKEW_S,
      currentDate: new Date(now()),
      requiredClaims: ["exp"],
    });
    return payload["serviceurl"] === claims.serviceUrl ? { kind: "genuine" } : refused("issued for another service");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unreadable";
    return refused(`the token does not verify: ${code}`);
  }
}

function keyIdOf(token: string): string | undefined {
  try {
    const { alg, kid } = decodeProtectedHeader(token);
    return alg === "RS256" && typeof kid === "string" ? kid : undefined;
  } catch {
    return undefined;
  }
}

function refused(because: string): TokenVerdict {
  return { kind: "refused", because };
}
