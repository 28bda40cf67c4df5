import {
  App,
  AuthorizationError,
  UnknownError,
  type AnyMiddlewareArgs,
  type Context,
  type Receiver,
} from "@slack/bolt";
import { boltLogger } from "../bolt-logger.ts";
import type { Intake } from "../incoming/intake.ts";
import { listenButtons } from "../incoming/listen-buttons.ts";
import { listenCommands } from "../incoming/listen-commands.ts";
import { listenEvents } from "../incoming/listen-events.ts";
import { listenForms } from "../incoming/listen-forms.ts";
import { listenOptions } from "../incoming/listen-options.ts";
import { respond, type ResponseMessage } from "../incoming/respond.ts";
import { webClientOptions } from "../web-api/web-client-options.ts";
import type { WorkspaceAnswer } from "../workspaces/slack-workspaces.ts";
import type { InFlight } from "@perfecto-bot/pipeline";

/** What Bolt tells about an error with `extendedErrorHandler`. */
interface HandledError {
  readonly error: Error;
  readonly body: AnyMiddlewareArgs["body"];
  readonly context: Context;
}

/** Why no workspace could be found for something inbound. */
class NoWorkspaceError extends Error {
  override readonly name = "NoWorkspaceError";
  readonly failure: Exclude<WorkspaceAnswer, { readonly kind: "workspace" }>;

  constructor(failure: NoWorkspaceError["failure"]) {
    super(failure.detail);
    this.failure = failure;
  }
}

/**
 * Bolt with all our listeners. One listener for each kind of thing, so that nothing is acknowledged twice. Bolt gets
 * no token at all: it would call `auth.test` in its constructor, where a failure is a rejection nobody handles, and
 * its clients share one options object; every call is made by the workspace's own client instead.
 */
export function createBoltApp(receiver: Receiver, intake: Intake, inFlight: InFlight, apiUrl: string | undefined): App {
  const { workspaces, log } = intake;
  const app = new App({
    receiver,
    authorize: async ({ teamId, enterpriseId, isEnterpriseInstall }) => {
      const found = await workspaces.claim({ teamId, enterpriseId, isEnterpriseInstall });
      if (found.kind !== "workspace") throw new NoWorkspaceError(found);
      const { id, botId, botUserId } = found.workspace;
      return { teamId: id, botId, botUserId, ...(enterpriseId === undefined ? {} : { enterpriseId }) };
    },
    // The default keeps the state of every conversation in memory.
    convoStore: false,
    ignoreSelf: true,
    extendedErrorHandler: true,
    clientOptions: webClientOptions(apiUrl, log),
    logger: boltLogger(log),
  });
  app.use(async ({ next }) => {
    await inFlight.run(() => next());
  });
  app.error(async ({ error, body, context }: HandledError) => {
    const cause = error instanceof AuthorizationError || error instanceof UnknownError ? error.original : error;
    log.error(
      { payload: "type" in body ? body.type : "command", workspace: context.teamId, error: describe(cause) },
      "something from Slack could not be handled",
    );
    if (!(cause instanceof NoWorkspaceError) || cause.failure.kind === "installation-dead") return;
    if ("response_url" in body && typeof body.response_url === "string")
      await respond(body.response_url, sorry(cause.failure.detail));
    // Not acknowledged, Slack sends an event again, and shows a person that it failed.
    throw error;
  });
  listenCommands(app, intake);
  listenButtons(app, intake);
  listenForms(app, intake);
  listenEvents(app, intake);
  listenOptions(app, intake);
  app.shortcut(/.*/u, async ({ ack }) => ack());
  return app;
}

/** For the one who asked, where there is no token to answer with. */
function sorry(detail: string): ResponseMessage {
  const text = `I cannot answer now: ${detail}. Nothing was changed or remembered. Please try again in a minute.`;
  return { response_type: "ephemeral", replace_original: false, text, blocks: [] };
}

function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : typeof error;
}
