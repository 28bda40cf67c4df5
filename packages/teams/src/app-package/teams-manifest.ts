import type { ICommand, IComposeExtension, TeamsAppManifest } from "@microsoft/teams-manifest";
import { VERBS, type VerbName } from "@perfecto-bot/domain";

/**
 * The schema of the manifest: an older one that is generally available, because more tenants accept it, and newer ones
 * have nothing that the app uses.
 * @see https://learn.microsoft.com/microsoft-365/extensibility/schema/
 */
const SCHEMA_VERSION = "1.25";
/** What Teams suggests while somebody writes to the bot: the verbs that are used most. It takes no more than twelve. */
const SUGGESTED: readonly VerbName[] = [
  "failures",
  "runs",
  "build",
  "test",
  "compare",
  "jobs",
  "subscribe",
  "subscriptions",
  "mute",
  "why",
  "status",
  "help",
];
/** Short enough for every schema that has commands. */
const LONGEST_COMMAND_TITLE = 32;
const LONGEST_COMMAND_DESCRIPTION = 128;

/** What differs from one installation of the service to another. All of it is checked before. */
export interface ManifestValues {
  readonly appId: string;
  readonly botName: string;
  readonly version: string;
  readonly publicUrl: string;
  /** Hosts whose links show a preview; without any, the app asks for no link. */
  readonly unfurlDomains?: readonly string[];
  readonly developer: TeamsAppManifest["developer"];
}

/** Fields of newer schemas than the types know. */
type Manifest = Omit<TeamsAppManifest, "composeExtensions"> & {
  readonly supportsChannelFeatures: "tier1";
  readonly composeExtensions?: readonly LinkExtension[];
};

/**
 * Asks to be told of links alone; the types want commands, which it needs none of.
 * @see https://learn.microsoft.com/microsoftteams/platform/messaging-extensions/how-to/link-unfurling
 */
type LinkExtension = Required<Pick<IComposeExtension, "botId" | "messageHandlers">>;

/**
 * The manifest of the app: a bot for teams, group chats and persons, that asks for no permission to read anything.
 * `supportsChannelFeatures` lets it be added to shared and private channels too.
 * @see https://learn.microsoft.com/microsoft-365/extensibility/schema/root
 */
export function teamsManifest(values: ManifestValues): Manifest {
  const { appId, botName, version, publicUrl, developer, unfurlDomains: domains = [] } = values;
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
    ...(domains.length === 0
      ? {}
      : {
          composeExtensions: [{ botId: appId, messageHandlers: [{ type: "link", value: { domains: [...domains] } }] }],
        }),
    defaultInstallScope: "team",
    validDomains: [new URL(publicUrl).hostname],
    supportsChannelFeatures: "tier1",
  };
}

function botCommands(): ICommand[] {
  return SUGGESTED.map((name) => ({
    title: name.slice(0, LONGEST_COMMAND_TITLE),
    description: sentence(VERBS[name].summary).slice(0, LONGEST_COMMAND_DESCRIPTION),
  }));
}

function sentence(summary: string): string {
  return summary.charAt(0).toUpperCase() + summary.slice(1);
}
