import type { ApiMethod } from "./api-method.ts";

/**
 * Methods that take no bot token.
 *
 * @see https://docs.slack.dev/reference/methods/apps.connections.open
 * @see https://docs.slack.dev/reference/methods/oauth.v2.access
 */
export const appMethods: Readonly<Record<string, ApiMethod>> = {
  "apps.connections.open": { token: "app", tier: "tier1", run: ({ services }) => ({ url: services.socketUrl() }) },
  "oauth.v2.access": {
    token: "none",
    tier: "tier4",
    run: ({ services, args, basicAuth }) => services.exchangeCode(args, basicAuth),
  },
};
