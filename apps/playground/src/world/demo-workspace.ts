import type { WorkspaceSetup } from "@perfecto-bot/simulators/slack";

/**
 * The simulated workspace of the demo: three people and two channels with the bot in them. Every id is fixed, so that
 * a second start finds its subscriptions again.
 */
export const demoWorkspace: WorkspaceSetup = {
  id: "T0000000DEMO",
  name: "Acme",
  domain: "acme-demo",
  botUserId: "U0000PERFECTO",
  botId: "B0000PERFECTO",
  users: [
    { id: "U00000QUINN", name: "quinn", realName: "Quinn QA" },
    { id: "U000000DANA", name: "dana", realName: "Dana Dev" },
    { id: "U00000OMARI", name: "omari", realName: "Omari On-Call" },
  ],
  userGroups: [{ id: "S00000MOBIL", handle: "mobile-oncall", name: "Mobile on call", users: ["U00000OMARI"] }],
  channels: [
    { id: "C0MOBILE0QA", name: "mobile-qa" },
    { id: "C00IOS0TEAM", name: "ios-team" },
  ],
};
