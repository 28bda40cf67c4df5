/** Where Microsoft is reached and believed. Simulators and other clouds have their own. */
export interface TeamsEndpoints {
  /** Gives tokens at `<authority>/<tenant id>/oauth2/v2.0/token`. */
  readonly tokenAuthority: string;
  /** Names the keys with which the Bot Framework signs its requests. */
  readonly openIdMetadataUrl: string;
  /** Who must have issued the token of a request. */
  readonly tokenIssuer: string;
  /** Origins a `serviceUrl` may have; `https://*.example.com` stands for every host below. Our token is sent there. */
  readonly serviceUrlOrigins: readonly string[];
}

/**
 * Microsoft's public cloud.
 * @see https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
 * @see https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages
 */
export const PUBLIC_CLOUD: TeamsEndpoints = {
  tokenAuthority: "https://login.microsoftonline.com",
  openIdMetadataUrl: "https://login.botframework.com/v1/.well-known/openidconfiguration",
  tokenIssuer: "https://api.botframework.com",
  serviceUrlOrigins: ["https://smba.trafficmanager.net", "https://*.teams.microsoft.com"],
};
