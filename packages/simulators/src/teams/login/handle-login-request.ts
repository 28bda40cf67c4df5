import type { IncomingMessage, ServerResponse } from "node:http";
import { readBody, sendJson } from "../../slack/http-exchange.ts";
import type { ConnectorCall } from "../connector/connector-call.ts";
import type { Answer, CallServices } from "../connector/serve-call.ts";
import { pause, serveCall } from "../connector/serve-call.ts";
import type { BotIdentity } from "../world/teams-world.ts";
import type { AccessTokens } from "./access-tokens.ts";

/** What the stand-in for login.microsoftonline.com needs. */
export interface LoginContext extends CallServices {
  readonly bot: BotIdentity;
  readonly tokens: AccessTokens;
  readonly baseUrl: () => string;
}

const scope = "https://api.botframework.com/.default";

/**
 * Serves token requests, and the documents by which MSAL finds the token endpoint.
 *
 * @returns whether the address is one of those
 * @see https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow
 */
export const handleLoginRequest = async (
  context: LoginContext,
  request: IncomingMessage,
  response: ServerResponse,
  address: URL,
): Promise<boolean> => {
  const { pathname } = address;
  const token = /^\/([^/]+)\/oauth2\/v2\.0\/token$/.exec(pathname);
  if (token && request.method === "POST") {
    await serveToken(context, request, response, address, token[1] ?? "");
    return true;
  }
  const openId = /^\/([^/]+)\/v2\.0\/\.well-known\/openid-configuration$/.exec(pathname);
  if (openId) sendJson(response, 200, openIdConfiguration(context.baseUrl(), openId[1] ?? ""));
  else if (pathname === "/common/discovery/instance") sendJson(response, 200, instanceDiscovery(address));
  else return false;
  return true;
};

const serveToken = async (
  context: LoginContext,
  request: IncomingMessage,
  response: ServerResponse,
  address: URL,
  tenant: string,
): Promise<void> => {
  const form = new URLSearchParams((await readBody(request)).toString());
  const call: ConnectorCall = {
    operation: "token",
    method: "POST",
    path: address.pathname,
    query: address.searchParams,
    text: "",
    body: undefined,
  };
  await serveCall(context, call, response, async (delayMs) => {
    await pause(context, delayMs);
    return answerToken(context, form, tenant);
  });
};

/** @see https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
const answerToken = ({ bot, tokens }: LoginContext, form: URLSearchParams, tenant: string): Answer => {
  const scopes = (form.get("scope") ?? "").split(" ");
  if (tenant !== bot.tenantId) return refuseToken(400, "invalid_request", 90002, `Tenant '${tenant}' not found.`);
  if (form.get("grant_type") !== "client_credentials")
    return refuseToken(400, "unsupported_grant_type", 70003, "The app requested an unsupported grant type.");
  if (form.get("client_id") !== bot.appId)
    return refuseToken(400, "unauthorized_client", 700016, "Application was not found in the directory.");
  if (form.get("client_secret") !== bot.appPassword)
    return refuseToken(401, "invalid_client", 7000215, "Invalid client secret provided.");
  // MSAL may add scopes of OpenID Connect to the one that was asked for.
  if (!scopes.includes(scope))
    return refuseToken(400, "invalid_scope", 70011, "The provided value for scope is not valid.");
  const { token, expiresInS } = tokens.issue();
  const body = { token_type: "Bearer", expires_in: expiresInS, ext_expires_in: expiresInS, access_token: token };
  return { status: 200, body };
};

const refuseToken = (status: number, error: string, code: number, description: string): Answer => ({
  status,
  error,
  body: { error, error_description: `AADSTS${code}: ${description}`, error_codes: [code] },
});

const openIdConfiguration = (baseUrl: string, tenant: string) => ({
  issuer: `${baseUrl}/${tenant}/v2.0`,
  authorization_endpoint: `${baseUrl}/${tenant}/oauth2/v2.0/authorize`,
  token_endpoint: `${baseUrl}/${tenant}/oauth2/v2.0/token`,
  jwks_uri: `${baseUrl}/${tenant}/discovery/v2.0/keys`,
  token_endpoint_auth_methods_supported: ["client_secret_post"],
});

/** Confirms the authority that was asked about, under its own name. */
const instanceDiscovery = (address: URL) => {
  const asked = new URL(address.searchParams.get("authorization_endpoint") ?? address.href);
  const tenant = asked.pathname.split("/")[1] ?? "common";
  return {
    tenant_discovery_endpoint: `${asked.origin}/${tenant}/v2.0/.well-known/openid-configuration`,
    "api-version": "1.1",
    metadata: [{ preferred_network: asked.host, preferred_cache: asked.host, aliases: [asked.host] }],
  };
};
