import type { DeliveryFailure } from "@perfecto-bot/pipeline";
import type { WebClient } from "@slack/web-api";

/** A workspace in which the app is installed. */
export interface SlackWorkspace {
  /** Slack's team id. */
  readonly id: string;
  /** Calls with this workspace's token. */
  readonly client: WebClient;
  readonly botId: string;
  readonly botUserId: string;
  /** How people call the bot, without the `@`. */
  readonly botName: string;
  /** What the installation was granted. */
  readonly scopes: ReadonlySet<string>;
}

/** A workspace, or why there is none to be used now. A failure here is never `ambiguous`: nothing was posted. */
export type WorkspaceAnswer = { readonly kind: "workspace"; readonly workspace: SlackWorkspace } | DeliveryFailure;

/** Which workspace an inbound payload is for. */
export interface WorkspaceClaim {
  readonly teamId: string | undefined;
  readonly enterpriseId: string | undefined;
  readonly isEnterpriseInstall: boolean;
}

/** The end of an installation, as Slack tells it. */
export interface InstallationEnd extends WorkspaceClaim {
  /** When it happened, epoch ms: an installation made later stays. */
  readonly atMs: number;
}

/** Where the app is installed. Methods never reject. */
export interface SlackWorkspaces {
  /** The workspace of a team id. */
  readonly find: (teamId: string) => Promise<WorkspaceAnswer>;
  /** The workspace that an inbound, authentic payload is for. */
  readonly claim: (claim: WorkspaceClaim) => Promise<WorkspaceAnswer>;
  /** Forgets an installation; resolves to the team ids that are gone with it. Doing it twice is harmless. */
  readonly forget: (end: InstallationEnd) => Promise<readonly string[]>;
  /** Team and organisation names of all installations, for the doctor. */
  readonly all: () => Promise<readonly WorkspaceAnswer[]>;
}
