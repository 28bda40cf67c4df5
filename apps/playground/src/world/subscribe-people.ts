import type { SlackSimulator } from "@perfecto-bot/simulators/slack";
import type { TeamsSimulator } from "@perfecto-bot/simulators/teams";
import { typeCommand } from "../type-command.ts";

/** The job that both chats follow. */
export const followedJob = "Mobile Banking Regression";

const IN_SLACK = [
  { user: "quinn", channel: "mobile-qa", text: `subscribe ${followedJob}` },
  { user: "dana", channel: "ios-team", text: "subscribe * os:iOS on:failures" },
];
const IN_TEAMS = [
  { user: "Quinn QA", channel: "mobile-qa", text: `subscribe ${followedJob}` },
  { user: "Quinn QA", channel: "releases", text: "subscribe Tablet Release Candidate" },
];

/** What people type when the demo begins, and the bot's answers. */
export async function subscribePeople(
  slack: SlackSimulator | undefined,
  teams: TeamsSimulator | undefined,
): Promise<void> {
  if (slack !== undefined) for (const command of IN_SLACK) await typeCommand(slack, command);
  if (teams !== undefined) for (const words of IN_TEAMS) await teams.say({ ...words, mention: true });
}
