import type { Clock } from "@perfecto-bot/pipeline";
import { importJWK, type CryptoKey, type JWK } from "jose";
import { fieldsOf } from "../fields-of.ts";

/** A key with which the Bot Framework signs, and for which channels it may. */
export interface SigningKey {
  readonly key: CryptoKey;
  readonly endorsements: readonly string[];
}

/** What is known of a key id. `unavailable`: the keys could not be fetched, so nothing can be said. */
export type KeyAnswer =
  | { readonly kind: "key"; readonly key: SigningKey }
  | { readonly kind: "no-such-key" }
  | { readonly kind: "unavailable"; readonly detail: string };

/** The Bot Framework's keys, fetched when needed. */
export interface SigningKeys {
  readonly find: (keyId: string) => Promise<KeyAnswer>;
}

/** Microsoft asks to refresh the keys once a day. */
const FRESH_MS = 24 * 60 * 60_000;
/** Tokens with unknown keys make us look again at most this often, however many come. */
const LOOK_AGAIN_MS = 60_000;
/** As long as there are no keys at all. */
const TRY_AGAIN_MS = 1_000;
const FETCH_WITHIN_MS = 5_000;
const MOST_KEYS = 100;

interface FetchedKeys {
  readonly keys: ReadonlyMap<string, SigningKey>;
  readonly atMs: number;
}

/**
 * Keeps the keys of an OpenID metadata document. What it remembers depends on that document alone, never on how many
 * tokens are shown to it. Keys that were fetched once stay good while they cannot be fetched again.
 * @see https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication#connector-to-bot
 */
export function createSigningKeys(metadataUrl: string, now: Clock): SigningKeys {
  let known: FetchedKeys | undefined;
  let lastTriedMs = Number.NEGATIVE_INFINITY;
  let trouble = "the keys were not fetched yet";
  let fetching: Promise<void> | undefined;

  async function refresh(): Promise<void> {
    lastTriedMs = now();
    try {
      known = { keys: await fetchKeys(metadataUrl), atMs: now() };
    } catch (error) {
      trouble = error instanceof Error ? `${error.name}: ${error.message}` : "unknown trouble";
    } finally {
      fetching = undefined;
    }
  }

  async function find(keyId: string): Promise<KeyAnswer> {
    const isStale = known === undefined || now() - known.atMs > FRESH_MS || !known.keys.has(keyId);
    const patienceMs = known === undefined ? TRY_AGAIN_MS : LOOK_AGAIN_MS;
    if (isStale && (fetching !== undefined || now() - lastTriedMs >= patienceMs)) await (fetching ??= refresh());
    if (known === undefined) return { kind: "unavailable", detail: trouble };
    const key = known.keys.get(keyId);
    return key === undefined ? { kind: "no-such-key" } : { kind: "key", key };
  }

  return { find };
}

async function fetchKeys(metadataUrl: string): Promise<ReadonlyMap<string, SigningKey>> {
  const metadata = await fetchJson(metadataUrl);
  const { jwks_uri: jwksUrl } = fieldsOf(metadata);
  if (typeof jwksUrl !== "string" || !isTrustworthy(jwksUrl, metadataUrl))
    throw new TypeError("the OpenID metadata name no trustworthy address of keys");
  const set = await fetchJson(jwksUrl);
  const { keys: list } = fieldsOf(set);
  if (!Array.isArray(list)) throw new TypeError("the key set has no keys");
  const keys = new Map<string, SigningKey>();
  for (const jwk of list.slice(0, MOST_KEYS).filter(isRsaKey)) {
    const key = await importJWK({ kty: jwk.kty, n: jwk.n, e: jwk.e }, "RS256").catch(() => undefined);
    if (key === undefined || key instanceof Uint8Array) continue;
    keys.set(jwk.kid, { key, endorsements: endorsementsOf(jwk) });
  }
  return keys;
}

/** The metadata could name any address; only an encrypted one is believed, or one at the place that was configured. */
function isTrustworthy(jwksUrl: string, metadataUrl: string): boolean {
  const url = URL.parse(jwksUrl);
  return url !== null && (url.protocol === "https:" || url.origin === URL.parse(metadataUrl)?.origin);
}

async function fetchJson(url: string): Promise<unknown> {
  const response = await fetch(url, { signal: AbortSignal.timeout(FETCH_WITHIN_MS) });
  if (!response.ok) {
    await response.body?.cancel();
    throw new TypeError(`HTTP ${response.status} from ${url}`);
  }
  return response.json();
}

function isRsaKey(jwk: unknown): jwk is JWK & { kty: "RSA"; kid: string; n: string; e: string } {
  const { kty, kid, n, e } = fieldsOf(jwk);
  return kty === "RSA" && typeof kid === "string" && typeof n === "string" && typeof e === "string";
}

function endorsementsOf(jwk: object): readonly string[] {
  const list: unknown = "endorsements" in jwk ? jwk.endorsements : undefined;
  return Array.isArray(list) ? list.filter((one) => typeof one === "string") : [];
}
