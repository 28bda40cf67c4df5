import type { ICommand, TeamsAppManifest } from "@microsoft/teams-manifest";
import { VERBS } from "@perfecto-bot/domain";

/**
 * The schema of the manifest: an older one that is generally available, because more tenants accept it, and newer ones
 * have nothing that the app uses.
 * @see https://learn.microsoft.com/microsoft-365/extensibility/schema/
 */
const SCHEMA_VERSION = "1.25";
/** Teams shows so many suggestions. */
const MOST_COMMANDS = 12;
/** Short enough for every schema that has commands. */
const LONGEST_COMMAND_TITLE = 32;
const LONGEST_COMMAND_DESCRIPTION = 128;

/** What differs from one installation of the service to another. All of it is checked before. */
export interface ManifestValues {
  readonly appId: string;
  readonly botName: string;
  readonly version: string;
  readonly publicUrl: string;
  readonly developer: TeamsAppManifest["developer"];
}

/** Fields of newer schemas than the types know. */
type Manifest = TeamsAppManifest & { readonly supportsChannelFeatures: "tier1" };

/**
 * The manifest of the app: a bot for teams, group chats and persons, that asks for no permission to read anything.
 * `supportsChannelFeatures` lets it be added to shared and private channels too.
 * @see https://learn.microsoft.com/microsoft-365/extensibility/schema/root
 */
export function teamsManifest({ appId, botName, version, publicUrl, developer }: ManifestValues): Manifest {
  const commands = botCommands();
  return {
    $schema: `https://developer.microsoft.com/json-schemas/teams/v${SCHEMA_VERSION}/MicrosoftTeams.schema.json`,
    manifestVersion: SCHEMA_VERSION,
    version,
    id: appId,
    developer,
    name: { short: botName, full: `${botName}: test results where your team talks` },
    description: {
      short: "Live results of your Perfecto mobile and web tests, in the channel.",
      full:
        "Subscribe a channel or chat to a CI job, and each build appears as one live card: how many tests passed, failed " +
        "or were blocked, on which devices, with each failure's failed command, error and video in its thread. " +
        "Mute what is known, ask why something was posted or not, and see whether the bot is well.",
    },
    icons: { color: "color.png", outline: "outline.png" },
    accentColor: "#0B5A6B",
    bots: [
      {
        botId: appId,
        scopes: ["team", "groupChat", "personal"],
        isNotificationOnly: false,
        supportsFiles: false,
        commandLists: [
          { scopes: ["team", "groupChat"], commands },
          { scopes: ["personal"], commands },
        ],
      },
    ],
    defaultInstallScope: "team",
    validDomains: [new URL(publicUrl).hostname],
    supportsChannelFeatures: "tier1",
  };
}

/** What Teams suggests while somebody writes to the bot: the verbs. */
function botCommands(): ICommand[] {
  return Object.values(VERBS)
    .slice(0, MOST_COMMANDS)
    .map(({ name, summary }) => ({
      title: name.slice(0, LONGEST_COMMAND_TITLE),
      description: sentence(summary).slice(0, LONGEST_COMMAND_DESCRIPTION),
    }));
}

function sentence(summary: string): string {
  return summary.charAt(0).toUpperCase() + summary.slice(1);
}
