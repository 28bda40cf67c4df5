import type { SlackAppOptions } from "@perfecto-bot/slack";
import type { Config, SlackConfig } from "./config/config.ts";

/** What the configuration says of Slack, as the adapter wants it. */
export function slackOptions(
  { publicUrl }: Pick<Config, "publicUrl">,
  { transport, workspaces, apiUrl }: SlackConfig,
): Pick<SlackAppOptions, "mode" | "credentials" | "apiUrl" | "publicUrl"> {
  return {
    mode: transport.kind,
    credentials: {
      ...(transport.kind === "socket" ? { appToken: transport.appToken } : { signingSecret: transport.signingSecret }),
      ...(workspaces.kind === "one"
        ? { botToken: workspaces.botToken }
        : {
            oauth: {
              clientId: workspaces.clientId,
              clientSecret: workspaces.clientSecret,
              stateSecret: workspaces.stateSecret,
            },
          }),
    },
    ...(apiUrl === undefined ? {} : { apiUrl }),
    ...(publicUrl === undefined ? {} : { publicUrl }),
  };
}
