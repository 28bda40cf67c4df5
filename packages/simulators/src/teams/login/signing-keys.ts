import type { CryptoKey, JWK } from "jose";
import { exportJWK, generateKeyPair } from "jose";

/** A key that signs what Teams sends to the bot. */
export interface SigningKey {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  /** The public half as published, with the channels that may sign with it. */
  readonly published: JWK & { readonly endorsements: readonly string[] };
}

const makeKey = async (endorsements: readonly string[]): Promise<SigningKey> => {
  const { publicKey, privateKey } = await generateKeyPair("RS256", { extractable: true });
  const kid = crypto.randomUUID().replaceAll("-", "");
  const jwk = await exportJWK(publicKey);
  return { kid, privateKey, published: { ...jwk, kid, x5t: kid, use: "sig", endorsements: [...endorsements] } };
};

/**
 * The keys of the connector service and the documents that publish them. Each is made when it is first needed.
 *
 * @see https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
 */
export class SigningKeys {
  private ownKey: Promise<SigningKey> | undefined;
  private foreignKey: Promise<SigningKey> | undefined;
  private readonly endorsed: SigningKey[] = [];

  /** The key that Teams' own messages are signed with. */
  own(): Promise<SigningKey> {
    this.ownKey ??= makeKey(["msteams"]);
    return this.ownKey;
  }

  /** A key that looks the same and is published nowhere. */
  foreign(): Promise<SigningKey> {
    this.foreignKey ??= makeKey(["msteams"]);
    return this.foreignKey;
  }

  /** A published key with other endorsements than Teams'. */
  async endorsedBy(endorsements: readonly string[]): Promise<SigningKey> {
    const key = await makeKey(endorsements);
    this.endorsed.push(key);
    return key;
  }

  /** What the keys address answers. */
  async jwks() {
    return { keys: [await this.own(), ...this.endorsed].map(({ published }) => published) };
  }

  /** What the OpenID metadata address answers. */
  metadata(baseUrl: string) {
    return {
      issuer: "https://api.botframework.com",
      authorization_endpoint: "https://invalid.botframework.com",
      jwks_uri: `${baseUrl}/v1/.well-known/keys`,
      id_token_signing_alg_values_supported: ["RS256"],
      token_endpoint_auth_methods_supported: ["private_key_jwt"],
    };
  }
}
