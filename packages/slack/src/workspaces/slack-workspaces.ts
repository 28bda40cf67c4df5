import type { DeliveryFailure } from "@perfecto-bot/pipeline";
import type { WebClient } from "@slack/web-api";

/** A workspace in which the app is installed. */
export interface SlackWorkspace {
  /**
   * Slack's team id; the organisation's id where the app is installed in an organisation: a channel of it is the same one,
   * whichever of its workspaces it is seen from.
   * @see https://docs.slack.dev/enterprise-grid/developing-for-enterprise-orgs
   */
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
  /** The workspace of a team's or an organisation's id. */
  readonly find: (id: string) => Promise<WorkspaceAnswer>;
  /** The workspace that an inbound, authentic payload is for. */
  readonly claim: (claim: WorkspaceClaim) => Promise<WorkspaceAnswer>;
  /** Forgets an installation; resolves to the ids of {@link SlackWorkspace} that are gone with it. Twice is harmless. */
  readonly forget: (end: InstallationEnd) => Promise<readonly string[]>;
  /** Team and organisation names of all installations, for the doctor. */
  readonly all: () => Promise<readonly WorkspaceAnswer[]>;
}
