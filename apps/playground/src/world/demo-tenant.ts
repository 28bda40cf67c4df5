import type { WorldSetup } from "@perfecto-bot/simulators/teams";

/** What the simulated tenant is called. */
export const demoOrganisation = "Acme";

/** The app's registration. Fixed, so that the service's notes of an earlier start stay true where the tenant's are lost. */
export const demoRegistration = {
  appId: "00000000-0000-4000-8000-00000000b0b0",
  appPassword: "simulated-app-password",
  tenantId: "00000000-0000-4000-8000-000000000acc",
};

/** The demo's team, in which the bot is installed. */
export const demoTeam = "Mobile";
/** The demo's group chat. */
export const demoChat = "Release crew";

/** The simulated tenant of the demo: three people, one team with three channels, and a group chat. Every id is fixed. */
export const demoTenant: WorldSetup = {
  users: [
    {
      id: "29:1quinn",
      aadObjectId: "00000000-0000-4000-8000-000000000001",
      name: "Quinn QA",
      userPrincipalName: "quinn@acme.example",
    },
    {
      id: "29:1dana",
      aadObjectId: "00000000-0000-4000-8000-000000000002",
      name: "Dana Dev",
      userPrincipalName: "dana@acme.example",
    },
    {
      id: "29:1omari",
      aadObjectId: "00000000-0000-4000-8000-000000000003",
      name: "Omari On-Call",
      userPrincipalName: "omari@acme.example",
    },
  ],
  teams: [
    {
      id: "19:acme-mobile@thread.tacv2",
      aadGroupId: "00000000-0000-4000-8000-000000000010",
      name: demoTeam,
      channels: [
        { id: "19:acme-mobile-qa@thread.tacv2", name: "mobile-qa" },
        { id: "19:acme-releases@thread.tacv2", name: "releases" },
      ],
    },
  ],
  chats: [{ id: "19:acme-release-crew@thread.v2", name: demoChat }],
};
