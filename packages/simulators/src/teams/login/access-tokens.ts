import { LIMITS } from "../limits.ts";

/** A token that is still good. */
export interface AccessToken {
  readonly token: string;
  /** Milliseconds since the epoch, by the clock of tokens. */
  readonly expiresAtMs: number;
}

/** The access tokens that were issued to the bot. Opaque to it, as Microsoft's are. */
export class AccessTokens {
  private readonly expiriesMs = new Map<string, number>();
  private readonly clock: () => number;
  /** How long tokens live that are issued from now on, in seconds. */
  lifetimeS: number = LIMITS.accessTokenLifetimeS;

  /**
   * @param clock milliseconds since the epoch, by the clock the bot's token cache goes by
   * @param alive tokens issued before
   */
  constructor(clock: () => number, alive: readonly AccessToken[] = []) {
    this.clock = clock;
    for (const { token, expiresAtMs } of alive) this.expiriesMs.set(token, expiresAtMs);
  }

  /** Those that are still good. */
  alive(): readonly AccessToken[] {
    const all = [...this.expiriesMs].map(([token, expiresAtMs]) => ({ token, expiresAtMs }));
    return all.filter(({ expiresAtMs }) => expiresAtMs > this.clock());
  }

  issue(): { readonly token: string; readonly expiresInS: number } {
    const token = `simulated.${crypto.randomUUID()}`;
    this.expiriesMs.set(token, this.clock() + this.lifetimeS * 1_000);
    return { token, expiresInS: this.lifetimeS };
  }

  /** Whether an Authorization header carries a token that is still good. */
  isValid(authorization: string | undefined): boolean {
    const token = /^Bearer (\S+)$/i.exec(authorization ?? "")?.[1];
    return (this.expiriesMs.get(token ?? "") ?? 0) > this.clock();
  }

  /** Makes every token issued so far worthless. */
  revokeAll(): void {
    this.expiriesMs.clear();
  }
}
