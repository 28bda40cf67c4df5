import type { Secret } from "@perfecto-bot/domain";
import type { Desk } from "@perfecto-bot/pipeline";
import { InstallProvider } from "@slack/oauth";
import { Router } from "express";
import { boltLogger } from "../bolt-logger.ts";
import { SLACK_SCOPES } from "../manifest/slack-scopes.ts";
import type { SlackLog } from "../slack-log.ts";
import { webClientOptions } from "../web-api/web-client-options.ts";
import type { InstallationBook } from "../workspaces/installation-book.ts";
import type { OrganisationMembers } from "../workspaces/organisation-members.ts";

/** What installing by OAuth needs. */
export interface InstallOptions {
  readonly clientId: string;
  readonly clientSecret: Secret;
  readonly stateSecret: Secret;
  /** The service's own public address, without a path. */
  readonly publicUrl: string | undefined;
  readonly apiUrl: string | undefined;
  readonly book: InstallationBook;
  readonly members: OrganisationMembers;
  readonly desk: Pick<Desk, "happened">;
  readonly log: SlackLog;
}

const REDIRECT_PATH = "/slack/oauth_redirect";

/**
 * `/slack/install` and `/slack/oauth_redirect`. The state of each flow is signed, lives ten minutes and has to match
 * a cookie of the same browser.
 * @see https://docs.slack.dev/authentication/installing-with-oauth
 */
export function installRoutes(options: InstallOptions): Router {
  const { apiUrl, book, members, desk, log } = options;
  const provider = new InstallProvider({
    clientId: options.clientId,
    clientSecret: options.clientSecret.reveal(),
    stateSecret: options.stateSecret.reveal(),
    installationStore: {
      storeInstallation: async (installation) => {
        await book.store(installation);
        log.info(
          { team: installation.team?.id, enterprise: installation.enterprise?.id },
          "the app was installed in Slack",
        );
        await members.joinKnown();
        const workspace =
          installation.isEnterpriseInstall === true ? installation.enterprise?.id : installation.team?.id;
        if (workspace !== undefined)
          await desk.happened({ kind: "installation-available", channel: "slack", workspace });
      },
      fetchInstallation: async ({ teamId, enterpriseId, isEnterpriseInstall }) => {
        const found = await book.read({ teamId, enterpriseId, isEnterpriseInstall });
        if (found === undefined) throw new RangeError(`the app is not installed in ${teamId ?? enterpriseId ?? ""}`);
        return found;
      },
    },
    clientOptions: webClientOptions(apiUrl, log),
    ...(apiUrl === undefined ? {} : { authorizationUrl: new URL("/oauth/v2/authorize", apiUrl).href }),
    logger: boltLogger(log),
  });
  const redirectUri = options.publicUrl === undefined ? undefined : new URL(REDIRECT_PATH, options.publicUrl).href;
  const scopes = SLACK_SCOPES.map(({ scope }) => scope);
  const router = Router();
  router.get("/slack/install", (request, response) => {
    const wanted = { scopes, ...(redirectUri === undefined ? {} : { redirectUri }) };
    return provider.handleInstallPath(request, response, undefined, wanted);
  });
  router.get(REDIRECT_PATH, (request, response) => provider.handleCallback(request, response));
  return router;
}
