import { Secret } from "@perfecto-bot/domain";
import type { Clock } from "@perfecto-bot/pipeline";
import { fieldsOf } from "../fields-of.ts";

/** The bot as Microsoft Entra ID knows it. */
export interface BotCredentials {
  readonly appId: string;
  readonly appPassword: Secret;
  /** The tenant of the app registration. */
  readonly tenantId: string;
}

/** A token for calls to Teams, or why there is none. `refused`: the credentials do not work. */
export type TokenAnswer =
  | { readonly kind: "token"; readonly token: Secret }
  | { readonly kind: "no-token"; readonly refused: boolean; readonly detail: string };

/** Gets tokens and keeps the last one while it is good. */
export interface BotToken {
  readonly get: () => Promise<TokenAnswer>;
  /** Teams did not accept it: get another one next time. Resolves to whether that one was kept from earlier. */
  readonly forget: () => void;
}

const SCOPE = "https://api.botframework.com/.default";
const FETCH_WITHIN_MS = 5_000;
/** A token is renewed so long before it ends. */
const EARLY_MS = 5 * 60_000;

/**
 * Tokens by client credentials. Never rejects. Asked for by ourselves and not by botbuilder, so that the call has a
 * time-out, is never made twice at the same time, and fails apart from the message it is for.
 * @see https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication#bot-to-connector
 */
export function createBotToken(credentials: BotCredentials, authority: string, now: Clock): BotToken {
  let kept: { readonly token: Secret; readonly untilMs: number } | undefined;
  let asking: Promise<TokenAnswer> | undefined;

  async function ask(): Promise<TokenAnswer> {
    try {
      const answer = await requestToken(credentials, authority);
      if (answer.kind === "no-token") return answer;
      kept = { token: answer.token, untilMs: now() + answer.livesMs - EARLY_MS };
      return { kind: "token", token: answer.token };
    } finally {
      asking = undefined;
    }
  }

  return {
    get: async () =>
      kept !== undefined && now() < kept.untilMs ? { kind: "token", token: kept.token } : (asking ??= ask()),
    forget: () => void (kept = undefined),
  };
}

type Requested =
  | { readonly kind: "token"; readonly token: Secret; readonly livesMs: number }
  | Extract<TokenAnswer, { kind: "no-token" }>;

async function requestToken({ appId, appPassword, tenantId }: BotCredentials, authority: string): Promise<Requested> {
  try {
    const response = await fetch(`${authority}/${encodeURIComponent(tenantId)}/oauth2/v2.0/token`, {
      method: "POST",
      body: new URLSearchParams({
        grant_type: "client_credentials",
        client_id: appId,
        client_secret: appPassword.reveal(),
        scope: SCOPE,
      }),
      redirect: "error",
      signal: AbortSignal.timeout(FETCH_WITHIN_MS),
    });
    const answer: unknown = await response.json().catch(() => undefined);
    const { access_token: token, expires_in: livesS, error } = fieldsOf(answer);
    if (response.ok && typeof token === "string" && token !== "")
      return { kind: "token", token: new Secret(token), livesMs: (Number(livesS) || 3600) * 1000 };
    const refused = response.status === 400 || response.status === 401;
    const code = typeof error === "string" && /^[\w.-]{1,60}$/u.test(error) ? `: ${error}` : "";
    return { kind: "no-token", refused, detail: `HTTP ${response.status}${code}` };
  } catch {
    return { kind: "no-token", refused: false, detail: "no connection to the token authority" };
  }
}
