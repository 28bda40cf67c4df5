import type { Secret } from "@perfecto-bot/domain";
import { WebClient } from "@slack/web-api";
import type { SlackLog } from "../slack-log.ts";
import { explainError } from "../web-api/explain-error.ts";
import { webClientOptions } from "../web-api/web-client-options.ts";
import type { SlackWorkspace, SlackWorkspaces, WorkspaceAnswer } from "./slack-workspaces.ts";

/** The one workspace whose bot token is configured. Asked who it is when first needed, and again until Slack answers. */
export function singleWorkspace(token: Secret, apiUrl: string | undefined, log: SlackLog): SlackWorkspaces {
  const client = new WebClient(token.reveal(), webClientOptions(apiUrl, log));
  let known: SlackWorkspace | undefined;
  let asking: Promise<WorkspaceAnswer> | undefined;

  async function ask(): Promise<WorkspaceAnswer> {
    try {
      const answer = await client.auth.test();
      const { user_id: botUserId, bot_id: botId, user: botName } = answer;
      const id = answer.is_enterprise_install === true ? (answer.enterprise_id ?? answer.team_id) : answer.team_id;
      if (!id || !botUserId || !botId)
        return {
          kind: "installation-dead",
          detail: "auth.test: the token is not a bot token",
          todo: "Set SLACK_BOT_TOKEN to the Bot User OAuth Token of the Slack app; it begins with xoxb-.",
        };
      const scopes = new Set(answer.response_metadata?.scopes);
      known = { id, client, botUserId, botId, botName: botName ?? "Perfecto", scopes };
      return { kind: "workspace", workspace: known };
    } catch (error) {
      const attempt = { method: "auth.test", workspace: "", target: "SLACK_BOT_TOKEN", botName: "Perfecto" };
      const { failure } = explainError(error, attempt);
      return failure.kind === "ambiguous" ? { kind: "unreachable", detail: failure.detail } : failure;
    } finally {
      asking = undefined;
    }
  }

  async function own(): Promise<WorkspaceAnswer> {
    if (known !== undefined) return { kind: "workspace", workspace: known };
    asking ??= ask();
    return asking;
  }

  return {
    find: async (teamId) => {
      const answer = await own();
      if (answer.kind !== "workspace" || answer.workspace.id === teamId) return answer;
      return {
        kind: "installation-dead",
        detail: `SLACK_BOT_TOKEN is for workspace ${answer.workspace.id}, not for ${teamId}`,
        todo: `Set the bot token of workspace ${teamId}, or remove its subscriptions.`,
      };
    },
    // In a shared channel a payload can name the other company's workspace; the token is ours all the same.
    claim: own,
    forget: async () => {
      const id = known?.id;
      known = undefined;
      return id === undefined ? [] : [id];
    },
    all: async () => [await own()],
  };
}
