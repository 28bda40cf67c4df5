import { SetAsideError, type Clock, type SetAsideReason, type Vault } from "@perfecto-bot/pipeline";
import type { Installation } from "@slack/oauth";
import type { InstallationEnd, WorkspaceClaim } from "./slack-workspaces.ts";

const PREFIX = "slack-installation/";
const teamName = (teamId: string): string => `${PREFIX}team/${teamId}`;
const orgName = (enterpriseId: string): string => `${PREFIX}org/${enterpriseId}`;
/** Which organisation's installation serves a team. */
const orgOfTeamName = (teamId: string): string => `${PREFIX}org-of-team/${teamId}`;

const VERSION = 1;

interface Entry {
  readonly version: typeof VERSION;
  readonly installedAtMs: number;
  readonly installation: Installation;
}

/**
 * The installations of the app, in the vault: a workspace's under its team id, an organisation's under its enterprise
 * id, each with the whole object that Slack's library made. An installation that a newer version wrote, or that cannot be
 * read, is left alone: what concerns it rejects with a `SetAsideError`, `all` leaves it out.
 */
export interface InstallationBook {
  readonly store: (installation: Installation) => Promise<void>;
  readonly read: (claim: WorkspaceClaim) => Promise<Installation | undefined>;
  /** Removes what ended, unless it was installed anew since; resolves to the ids of the teams and organisations concerned. */
  readonly remove: (end: InstallationEnd) => Promise<readonly string[]>;
  /** The teams of an organisation, as far as any of them was served by its installation, now or before. */
  readonly teamsOf: (enterpriseId: string) => Promise<readonly string[]>;
  readonly all: () => Promise<readonly Installation[]>;
}

/** Opens the book. Rejects where the vault does. */
export function openInstallationBook(vault: Vault, now: Clock): InstallationBook {
  async function entry(name: string): Promise<Entry | undefined> {
    const text = await vault.read(name);
    if (text === undefined) return undefined;
    return readEntry(text, name);
  }

  async function store(installation: Installation): Promise<void> {
    const enterpriseId = installation.enterprise?.id;
    const name =
      installation.isEnterpriseInstall === true && enterpriseId !== undefined
        ? orgName(enterpriseId)
        : installation.team && teamName(installation.team.id);
    if (name === undefined) throw new RangeError("Slack's installation names neither a team nor an organisation");
    const written: Entry = { version: VERSION, installedAtMs: now(), installation };
    await entry(name);
    await vault.write(name, JSON.stringify(written));
  }

  /** What is told by an organisation's installation is served by it, even where the workspace still has one of its own. */
  async function read(claim: WorkspaceClaim): Promise<Installation | undefined> {
    const own = claim.teamId === undefined ? undefined : (await entry(teamName(claim.teamId)))?.installation;
    if (own !== undefined && !claim.isEnterpriseInstall) return own;
    return (await readOrganisation(claim)) ?? own;
  }

  async function readOrganisation({ teamId, enterpriseId }: WorkspaceClaim): Promise<Installation | undefined> {
    const remembered = teamId === undefined ? undefined : await vault.read(orgOfTeamName(teamId));
    const org = enterpriseId ?? remembered;
    if (org === undefined) return undefined;
    const found = await entry(orgName(org));
    // Posting later knows the team alone, so the way to its organisation is kept.
    if (found !== undefined && teamId !== undefined && remembered !== org)
      await vault.write(orgOfTeamName(teamId), org);
    return found?.installation;
  }

  async function teamsOf(enterpriseId: string): Promise<readonly string[]> {
    const teams: string[] = [];
    for (const name of await vault.names(orgOfTeamName("")))
      if ((await vault.read(name)) === enterpriseId) teams.push(name.slice(orgOfTeamName("").length));
    return teams;
  }

  async function remove(end: InstallationEnd): Promise<readonly string[]> {
    const isOrg = end.isEnterpriseInstall && end.enterpriseId !== undefined;
    const name = isOrg ? orgName(end.enterpriseId) : end.teamId && teamName(end.teamId);
    if (!name) return [];
    const found = await entry(name);
    if (found !== undefined && found.installedAtMs > end.atMs) return [];
    await vault.remove(name);
    // Which teams are an organisation's stays true, and is needed where it installs the app again.
    return isOrg ? [end.enterpriseId, ...(await teamsOf(end.enterpriseId))] : [end.teamId ?? ""];
  }

  async function all(): Promise<readonly Installation[]> {
    const names = (await vault.names(PREFIX)).filter((name) => !name.startsWith(orgOfTeamName("")));
    const entries = await Promise.allSettled(names.map(entry));
    const readable = entries.flatMap((one) =>
      one.status === "fulfilled" && one.value ? [one.value.installation] : [],
    );
    const failed = entries.find((one) => one.status === "rejected");
    // One that cannot be read holds back no other; where none can be, the vault itself is out of reach.
    if (readable.length === 0 && failed !== undefined) throw failed.reason;
    return readable;
  }

  return { store, read, remove, teamsOf, all };
}

function readEntry(text: string, name: string): Entry {
  const parsed = parse(text);
  if (parsed?.version === VERSION) return parsed;
  const isNewer = typeof parsed?.version === "number" && parsed.version > VERSION;
  const why: SetAsideReason = isNewer ? "newer-version" : "unreadable";
  throw new SetAsideError({ what: "installation", why, key: name });
}

function parse(text: string): Entry | null | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
