const text = (maxLength: number) => ({ type: "string", minLength: 1, maxLength });
const guid = { type: "string", pattern: "^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$" };
const https = { type: "string", maxLength: 2048, pattern: "^https://" };
const object = (properties: object, optional: readonly string[] = []) => ({
  type: "object",
  additionalProperties: false,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  properties,
});
const list = (items: object, maxItems: number) => ({ type: "array", items, minItems: 1, maxItems, uniqueItems: true });
const domains = { type: "array", items: text(2048), minItems: 1, uniqueItems: true };
const scopes = list({ enum: ["team", "personal", "groupChat", "copilot"] }, 4);

/**
 * What Teams' manifest schema 1.25 says of the parts that our manifest has, in our words: names, lengths, counts and
 * allowed values. A part that is not here is refused, so that every new one is looked up first.
 * @see https://learn.microsoft.com/microsoft-365/extensibility/schema/root?view=m365-app-1.25
 */
export const MANIFEST_RULES = {
  $schema: "http://json-schema.org/draft-04/schema#",
  ...object(
    {
      $schema: { enum: ["https://developer.microsoft.com/json-schemas/teams/v1.25/MicrosoftTeams.schema.json"] },
      manifestVersion: { enum: ["1.25"] },
      version: { type: "string", maxLength: 256, pattern: "^(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)$" },
      id: guid,
      developer: object({ name: text(32), websiteUrl: https, privacyUrl: https, termsOfUseUrl: https }),
      name: object({ short: text(30), full: text(100) }),
      description: object({ short: text(80), full: text(4000) }),
      icons: object({ color: text(2048), outline: text(2048) }),
      accentColor: { type: "string", pattern: "^#[0-9a-fA-F]{6}$" },
      bots: list(
        object({
          botId: guid,
          scopes,
          isNotificationOnly: { type: "boolean" },
          supportsFiles: { type: "boolean" },
          commandLists: list(
            object({ scopes, commands: list(object({ title: text(32), description: text(128) }), 12) }),
            3,
          ),
        }),
        1,
      ),
      composeExtensions: list(
        object({
          botId: guid,
          messageHandlers: list(object({ type: { enum: ["link"] }, value: object({ domains }) }), 5),
        }),
        1,
      ),
      defaultInstallScope: { enum: ["personal", "team", "groupChat", "meetings", "copilot"] },
      validDomains: list(text(2048), 16),
      supportsChannelFeatures: { enum: ["tier1"] },
    },
    ["composeExtensions"],
  ),
};
