import { WebClient } from "@slack/web-api";
import type { Installation } from "@slack/oauth";
import type { SlackLog } from "../slack-log.ts";
import { webClientOptions } from "../web-api/web-client-options.ts";
import type { InstallationBook } from "./installation-book.ts";
import type { OrganisationMembers } from "./organisation-members.ts";
import type { SlackWorkspaces, WorkspaceAnswer, WorkspaceClaim } from "./slack-workspaces.ts";

/** What serves workspaces that installed the app by themselves, or by their organisation. */
export interface InstalledWorkspacesParts {
  readonly book: InstallationBook;
  readonly apiUrl: string | undefined;
  readonly botName: string;
  readonly log: SlackLog;
  readonly members: OrganisationMembers;
}

/** All workspaces in which the app was installed by OAuth, each called with its own token. */
export function installedWorkspaces({
  book,
  apiUrl,
  botName,
  log,
  members,
}: InstalledWorkspacesParts): SlackWorkspaces {
  /** By id; a client is made anew when its token changed. */
  const clients = new Map<string, { readonly token: string; readonly client: WebClient }>();

  function clientFor(id: string, token: string, teamId: string | undefined): WebClient {
    const known = clients.get(id);
    if (known?.token === token) return known.client;
    const options = webClientOptions(apiUrl, log);
    const client = new WebClient(token, teamId === undefined ? options : { ...options, teamId });
    clients.set(id, { token, client });
    return client;
  }

  function answer(teamId: string | undefined, installation: Installation): WorkspaceAnswer {
    const { bot } = installation;
    const organisation = organisationOf(installation);
    const id = organisation ?? teamId ?? "";
    if (bot === undefined) return notInstalled(id);
    return {
      kind: "workspace",
      workspace: {
        id,
        client: clientFor(id, bot.token, organisation === undefined ? teamId : undefined),
        botId: bot.id,
        botUserId: bot.userId,
        botName,
        scopes: new Set(bot.scopes),
      },
    };
  }

  /** What was read last: good enough to tell somebody that the store is away. */
  const lastKnown = new Map<string, Installation>();

  async function read(wanted: WorkspaceClaim): Promise<Installation | WorkspaceAnswer> {
    const key = `${wanted.teamId ?? ""}/${wanted.enterpriseId ?? ""}`;
    try {
      const found = await book.read(wanted);
      if (found === undefined) lastKnown.delete(key);
      else lastKnown.set(key, found);
      return found ?? notInstalled(wanted.teamId ?? wanted.enterpriseId ?? "");
    } catch (error) {
      return lastKnown.get(key) ?? unreadable(error);
    }
  }

  async function find(id: string): Promise<WorkspaceAnswer> {
    const found = await read(claimOf(id));
    return "kind" in found ? found : answer(found.team?.id ?? id, found);
  }

  async function claim({ teamId, ...rest }: WorkspaceClaim): Promise<WorkspaceAnswer> {
    const found = await read(teamId !== undefined && isOrganisationId(teamId) ? claimOf(teamId) : { teamId, ...rest });
    if ("kind" in found) return found;
    const organisation = organisationOf(found);
    // Before anything is done for it: what was subscribed under the team's id must be found.
    if (organisation !== undefined && teamId !== undefined && !isOrganisationId(teamId))
      await members.joined(teamId, organisation);
    return answer(teamId ?? found.team?.id, found);
  }

  return {
    claim,
    find,
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
        return installations.map((one) => answer(one.team?.id, one));
      } catch (error) {
        return [unreadable(error)];
      }
    },
  };
}

/** The organisation whose installation it is. */
function organisationOf({ isEnterpriseInstall, enterprise }: Installation): string | undefined {
  return isEnterpriseInstall === true ? enterprise?.id : undefined;
}

/** Ids of organisations begin with E, those of teams with T. */
function isOrganisationId(id: string): boolean {
  return id.startsWith("E");
}

function claimOf(id: string): WorkspaceClaim {
  return isOrganisationId(id)
    ? { teamId: undefined, enterpriseId: id, isEnterpriseInstall: true }
    : { teamId: id, enterpriseId: undefined, isEnterpriseInstall: false };
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
