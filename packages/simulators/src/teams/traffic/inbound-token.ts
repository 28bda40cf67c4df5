import type { CryptoKey } from "jose";
import { SignJWT, UnsecuredJWT } from "jose";
import type { SigningKey, SigningKeys } from "../login/signing-keys.ts";

/** How a token differs from the right one. */
export interface InboundTokenInput {
  /** Expired an hour ago. */
  readonly expired?: boolean;
  /** When it expires, in seconds from now. */
  readonly expiresInS?: number;
  readonly audience?: string;
  readonly issuer?: string;
  /** `HS256` is signed with the public key's text, the classic confusion; `none` is not signed. */
  readonly algorithm?: "RS256" | "RS384" | "RS512" | "HS256" | "none";
  /** The `serviceurl` claim; `null` leaves it out. */
  readonly serviceUrl?: string | null;
  /** A `tid` claim, which Teams' own tokens do not have. */
  readonly tenantId?: string;
  readonly kid?: string;
  /** Signed with a key that is not published, under the own key's id. */
  readonly signWithForeignKey?: boolean;
  /** Signed with a published key that has these endorsements instead of `msteams`. */
  readonly endorsements?: readonly string[];
  /** More claims, or others. */
  readonly claims?: Readonly<Record<string, unknown>>;
}

/** What tokens are made from. */
export interface TokenMaker {
  readonly keys: SigningKeys;
  readonly appId: string;
  readonly serviceUrl: () => string;
  /** Milliseconds since the epoch, by the clock the bot checks tokens with. */
  readonly clock: () => number;
}

/**
 * A token as Teams sends it to the bot in the Authorization header, or a forged one.
 *
 * @see https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication#connector-to-bot
 */
export const inboundToken = async (maker: TokenMaker, input: InboundTokenInput = {}): Promise<string> => {
  const { keys, appId, clock } = maker;
  const { algorithm = "RS256", serviceUrl = maker.serviceUrl(), endorsements } = input;
  const nowS = Math.floor(clock() / 1_000);
  const expiresS = input.expired ? nowS - 3_600 : nowS + (input.expiresInS ?? 3_600);
  const claims = {
    ...(serviceUrl === null ? {} : { serviceurl: serviceUrl }),
    ...(input.tenantId === undefined ? {} : { tid: input.tenantId }),
    iss: input.issuer ?? "https://api.botframework.com",
    aud: input.audience ?? appId,
    nbf: Math.min(nowS, expiresS - 3_600),
    exp: expiresS,
    ...input.claims,
  };
  if (algorithm === "none") return new UnsecuredJWT(claims).encode();
  const key = await (endorsements ? keys.endorsedBy(endorsements) : keys.own());
  const header = { alg: algorithm, kid: input.kid ?? key.kid, x5t: input.kid ?? key.kid, typ: "JWT" };
  const jwt = new SignJWT(claims).setProtectedHeader(header);
  if (algorithm === "HS256") return jwt.sign(new TextEncoder().encode(JSON.stringify(key.published)));
  return jwt.sign(await keyFor(algorithm, input.signWithForeignKey ? await keys.foreign() : key));
};

/** A key is bound to one algorithm, so for the others it is read anew. */
const keyFor = async (algorithm: "RS256" | "RS384" | "RS512", { privateKey }: SigningKey): Promise<CryptoKey> => {
  if (algorithm === "RS256") return privateKey;
  const bytes = await crypto.subtle.exportKey("pkcs8", privateKey);
  const hash = algorithm === "RS384" ? "SHA-384" : "SHA-512";
  return crypto.subtle.importKey("pkcs8", bytes, { name: "RSASSA-PKCS1-v1_5", hash }, false, ["sign"]);
};
