import type { ServiceOptions } from "@perfecto-bot/bot";
import type { TeamsSimulator } from "@perfecto-bot/simulators/teams";

/** Where the service reaches and believes the simulated Microsoft. */
export function teamsEndpoints(
  teams: Pick<TeamsSimulator, "openIdMetadataUrl" | "baseUrl">,
): NonNullable<ServiceOptions["teamsEndpoints"]> {
  return {
    tokenAuthority: teams.baseUrl,
    openIdMetadataUrl: teams.openIdMetadataUrl,
    serviceUrlOrigins: [new URL(teams.baseUrl).origin],
  };
}
