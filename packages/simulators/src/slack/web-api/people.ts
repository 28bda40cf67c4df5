import type { JsonObject } from "../json-value.ts";
import type { SlackUser, Workspace } from "../world/entities.ts";
import { SlackApiError } from "./api-error.ts";
import type { ApiCall, ApiMethod } from "./api-method.ts";

/** Seconds between a zone's clock and UTC at a moment. */
const offsetSeconds = (timeZone: string, atMs: number): number => {
  const name = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" }).formatToParts(atMs);
  const [, sign, hours, minutes] = name.find((p) => p.type === "timeZoneName")?.value.match(/([+-])(\d+):(\d+)/) ?? [];
  const seconds = Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60;
  return sign === "-" ? -seconds : seconds;
};

const userJson = (workspace: Workspace, user: SlackUser, atMs: number, withEmail: boolean): JsonObject => ({
  id: user.id,
  team_id: workspace.id,
  name: user.name,
  real_name: user.realName,
  deleted: user.deleted,
  tz: user.timeZone,
  tz_label: user.timeZone,
  tz_offset: offsetSeconds(user.timeZone, atMs),
  is_bot: user.isBot,
  is_app_user: false,
  profile: {
    real_name: user.realName,
    display_name: user.name,
    ...(withEmail && user.email !== undefined ? { email: user.email } : {}),
  },
});

/** @see https://docs.slack.dev/reference/methods/users.info */
const userInfo = ({ world, workspace, grant, args }: ApiCall): JsonObject => {
  const user = workspace.users.get(args.required("user"));
  if (user === undefined) throw new SlackApiError("user_not_found");
  return { user: userJson(workspace, user, world.now(), grant.scopes.has("users:read.email")) };
};

/** @see https://docs.slack.dev/reference/methods/usergroups.list */
const userGroups = ({ workspace, args }: ApiCall): JsonObject => ({
  usergroups: workspace.userGroups.map((group) => ({
    id: group.id,
    team_id: workspace.id,
    is_usergroup: true,
    handle: group.handle,
    name: group.name,
    user_count: group.users.length,
    ...(args.flag("include_users") === true ? { users: [...group.users] } : {}),
  })),
});

/** @see https://docs.slack.dev/reference/methods/bots.info */
const botInfo = ({ world, workspace, args }: ApiCall): JsonObject => {
  if ((args.text("bot") ?? workspace.botId) !== workspace.botId) throw new SlackApiError("bot_not_found");
  const { botId: id, botUserId } = workspace;
  return { bot: { id, deleted: false, name: world.app.name, app_id: world.app.id, user_id: botUserId } };
};

/** @see https://docs.slack.dev/reference/methods/team.info */
const teamInfo = ({ workspace }: ApiCall): JsonObject => ({
  team: { id: workspace.id, name: workspace.name, domain: workspace.domain },
});

/** @see https://docs.slack.dev/reference/methods/auth.test */
const authTest = ({ world, workspace }: ApiCall): JsonObject => {
  const organisation = world.organisations.get(workspace.id);
  return {
    url: `https://${workspace.domain}.slack.com/`,
    team: organisation?.name ?? workspace.name,
    user: world.app.name,
    team_id: organisation?.id ?? workspace.id,
    user_id: workspace.botUserId,
    bot_id: workspace.botId,
    ...(organisation === undefined ? {} : { enterprise_id: organisation.id }),
    is_enterprise_install: organisation !== undefined,
  };
};

export const peopleMethods: Readonly<Record<string, ApiMethod>> = {
  "users.info": { token: "bot", tier: "tier4", scopes: ["users:read"], run: userInfo },
  "usergroups.list": { token: "bot", tier: "tier2", scopes: ["usergroups:read"], run: userGroups },
  "bots.info": { token: "bot", tier: "tier3", scopes: ["users:read"], run: botInfo },
  "team.info": { token: "bot", tier: "tier3", scopes: ["team:read"], run: teamInfo },
  "auth.test": { token: "bot", tier: "frequent", run: authTest },
};
