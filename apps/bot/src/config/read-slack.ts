import type { SlackConfig } from "./config.ts";
import type { Settings } from "./settings.ts";

/** How to reach Slack; undefined where it is not configured. `needed`: this process cannot work without a chat. */
export function readSlack(settings: Settings, needed: boolean): SlackConfig | undefined {
  const botToken = settings.secret("SLACK_BOT_TOKEN");
  const appToken = settings.secret("SLACK_APP_TOKEN");
  const signingSecret = settings.secret("SLACK_SIGNING_SECRET");
  const clientId = settings.text("SLACK_CLIENT_ID");
  const clientSecret = settings.secret("SLACK_CLIENT_SECRET");
  const stateSecret = settings.secret("SLACK_STATE_SECRET");
  const apiUrl = settings.url("SLACK_API_URL");
  const any = [botToken, appToken, signingSecret, clientId, clientSecret, stateSecret].some(
    (value) => value !== undefined,
  );
  if (!any) {
    if (needed) {
      settings.complain(
        ["SLACK_BOT_TOKEN"],
        "is missing: create the app from slack-manifest.yaml, install it, and give its bot token (xoxb-…); or give MICROSOFT_APP_ID for Teams",
      );
      settings.complain(
        ["SLACK_APP_TOKEN"],
        "is missing: give an app-level token (xapp-…) for Socket Mode, or SLACK_SIGNING_SECRET for HTTP",
      );
    }
    return undefined;
  }
  const transport = readTransport(settings, { appToken, signingSecret });
  const workspaces = readWorkspaces(settings, { botToken, clientId, clientSecret, stateSecret });
  if (workspaces?.kind === "oauth" && transport?.kind === "socket") {
    settings.complain(
      ["SLACK_CLIENT_ID"],
      "several workspaces by OAuth need HTTP: give SLACK_SIGNING_SECRET instead of SLACK_APP_TOKEN",
    );
  }
  if (workspaces?.kind === "oauth" && settings.text("PUBLIC_URL") === undefined) {
    settings.complain(
      ["PUBLIC_URL"],
      "is needed with SLACK_CLIENT_ID: Slack sends people back to it after the installation",
    );
  }
  if (transport === undefined || workspaces === undefined) return undefined;
  return { transport, workspaces, ...(apiUrl === undefined ? {} : { apiUrl: `${apiUrl}/` }) };
}

type Transport = SlackConfig["transport"];
type Workspaces = SlackConfig["workspaces"];
type Secrets<Names extends string> = Readonly<Record<Names, ReturnType<Settings["secret"]>>>;

function readTransport(
  settings: Settings,
  { appToken, signingSecret }: Secrets<"appToken" | "signingSecret">,
): Transport | undefined {
  if (appToken !== undefined && signingSecret !== undefined) {
    settings.complain(
      ["SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"],
      "give the first for Socket Mode or the second for HTTP, not both",
    );
    return undefined;
  }
  if (appToken !== undefined) {
    if (!appToken.reveal().startsWith("xapp-"))
      settings.complain(["SLACK_APP_TOKEN"], "is no app-level token: those begin with xapp-");
    return { kind: "socket", appToken };
  }
  if (signingSecret !== undefined) return { kind: "http", signingSecret };
  settings.complain(
    ["SLACK_APP_TOKEN"],
    "is missing: give an app-level token (xapp-…) for Socket Mode, or SLACK_SIGNING_SECRET for HTTP",
  );
  return undefined;
}

function readWorkspaces(
  settings: Settings,
  given: Secrets<"botToken" | "clientSecret" | "stateSecret"> & { readonly clientId: string | undefined },
): Workspaces | undefined {
  const { botToken, clientId, clientSecret, stateSecret } = given;
  if (clientId === undefined) {
    if (botToken === undefined) {
      settings.complain(
        ["SLACK_BOT_TOKEN"],
        "is missing: give the bot token (xoxb-…) of the workspace, or SLACK_CLIENT_ID for several",
      );
      return undefined;
    }
    if (!botToken.reveal().startsWith("xoxb-"))
      settings.complain(["SLACK_BOT_TOKEN"], "is no bot token: those begin with xoxb-");
    return { kind: "one", botToken };
  }
  if (botToken !== undefined)
    settings.complain(
      ["SLACK_BOT_TOKEN", "SLACK_CLIENT_ID"],
      "give the first for one workspace or the second for several, not both",
    );
  if (clientSecret === undefined) settings.complain(["SLACK_CLIENT_SECRET"], "is needed with SLACK_CLIENT_ID");
  if (stateSecret === undefined)
    settings.complain(["SLACK_STATE_SECRET"], "is needed with SLACK_CLIENT_ID: any long random text");
  return clientSecret === undefined || stateSecret === undefined
    ? undefined
    : { kind: "oauth", clientId, clientSecret, stateSecret };
}
