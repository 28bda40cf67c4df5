import type { Desk } from "@perfecto-bot/pipeline";
import type { SlackLog } from "../slack-log.ts";
import type { InstallationBook } from "./installation-book.ts";

/** Which teams are served by their organisation's installation, told to the desk, once for each team and process. */
export interface OrganisationMembers {
  /** A team turned out to be one of an organisation. Resolves when what it had is the organisation's. */
  readonly joined: (teamId: string, enterpriseId: string) => Promise<void>;
  /** Tells of all teams that are known of the organisations in which the app is installed. Never rejects. */
  readonly joinKnown: () => Promise<void>;
}

/** Opens them. What a team had under its own id is its organisation's from then on. */
export function openOrganisationMembers(
  book: InstallationBook,
  desk: Pick<Desk, "happened">,
  log: SlackLog,
): OrganisationMembers {
  const told = new Map<string, Promise<void>>();

  function joined(from: string, to: string): Promise<void> {
    const joining = told.get(from) ?? desk.happened({ kind: "workspace-joined", channel: "slack", from, to });
    told.set(from, joining);
    return joining;
  }

  async function joinKnown(): Promise<void> {
    try {
      for (const { isEnterpriseInstall, enterprise } of await book.all()) {
        if (isEnterpriseInstall !== true || enterprise === undefined) continue;
        for (const team of await book.teamsOf(enterprise.id)) await joined(team, enterprise.id);
      }
    } catch (error) {
      log.error({ error: String(error) }, "the workspaces of organisations could not be read");
    }
  }

  return { joined, joinKnown };
}
