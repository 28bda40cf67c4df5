import { WebClient } from "@slack/web-api";
import type { Installation } from "@slack/oauth";
import type { SlackLog } from "../slack-log.ts";
import { webClientOptions } from "../web-api/web-client-options.ts";
import type { InstallationBook } from "./installation-book.ts";
import type { SlackWorkspaces, WorkspaceAnswer, WorkspaceClaim } from "./slack-workspaces.ts";

/** All workspaces in which the app was installed by OAuth, each called with its own token. */
export function installedWorkspaces(
  book: InstallationBook,
  apiUrl: string | undefined,
  botName: string,
  log: SlackLog,
): SlackWorkspaces {
  /** By team id; a client is made anew when its token changed. */
  const clients = new Map<string, { readonly token: string; readonly client: WebClient }>();

  function clientFor(teamId: string, token: string): WebClient {
    const known = clients.get(teamId);
    if (known?.token === token) return known.client;
    const client = new WebClient(token, { ...webClientOptions(apiUrl, log), teamId });
    clients.set(teamId, { token, client });
    return client;
  }

  function answer(teamId: string, { bot }: Installation): WorkspaceAnswer {
    if (bot === undefined) return notInstalled(teamId);
    return {
      kind: "workspace",
      workspace: {
        id: teamId,
        client: clientFor(teamId, bot.token),
        botId: bot.id,
        botUserId: bot.userId,
        botName,
        scopes: new Set(bot.scopes),
      },
    };
  }

  async function claim(wanted: WorkspaceClaim): Promise<WorkspaceAnswer> {
    try {
      const installation = await book.read(wanted);
      const id = wanted.teamId ?? installation?.team?.id ?? wanted.enterpriseId ?? "";
      return installation === undefined ? notInstalled(id) : answer(id, installation);
    } catch (error) {
      return unreadable(error);
    }
  }

  return {
    claim,
    find: (teamId) => claim({ teamId, enterpriseId: undefined, isEnterpriseInstall: false }),
    forget: async (end) => {
      try {
        const teams = await book.remove(end);
        for (const team of teams) clients.delete(team);
        return teams;
      } catch (error) {
        log.error({ error: String(error), teamId: end.teamId }, "an ended Slack installation could not be removed");
        return end.teamId === undefined ? [] : [end.teamId];
      }
    },
    all: async () => {
      try {
        const installations = await book.all();
        return installations.map((one) => answer(one.team?.id ?? one.enterprise?.id ?? "", one));
      } catch (error) {
        return [unreadable(error)];
      }
    },
  };
}

function notInstalled(workspace: string): WorkspaceAnswer {
  return {
    kind: "installation-dead",
    detail: `the app is not installed in workspace ${workspace}`,
    todo: "Install it: open /slack/install of this service in a browser.",
  };
}

function unreadable(error: unknown): WorkspaceAnswer {
  const name = error instanceof Error ? error.name : "error";
  return { kind: "unreachable", detail: `Slack's installations could not be read from the store (${name})` };
}
