import { isJsonObject } from "../json-value.ts";
import { SlackApiError } from "../web-api/api-error.ts";
import type { Receipt } from "./delivery.ts";
import { notSent } from "./delivery.ts";
import type { SlackContext } from "./slack-context.ts";
import { channelNamed, isInstalled, payloadChannel } from "./slack-context.ts";

/** A slash command that somebody sends off. */
export interface CommandInput {
  /** A user's id or name. */
  readonly user: string;
  /** A channel's id or name. */
  readonly channel: string;
  /** With its slash, such as `/perfecto`. */
  readonly command: string;
  readonly text?: string;
}

/**
 * Sends a slash command, and shows the person what the app answers or how it failed.
 *
 * @see https://docs.slack.dev/interactivity/implementing-slash-commands
 */
export const runCommand = async (context: SlackContext, input: CommandInput): Promise<Receipt> => {
  const { world, traffic, triggers, responseUrls } = context;
  const { user, workspace } = world.person(input.user);
  const channel = channelNamed(world, input.channel);
  if (!isInstalled(workspace)) return notSent("the app is not installed in this workspace");
  const named = payloadChannel(channel);
  const target = { workspace, channel, userId: user.id };
  const organisation = world.organisations.get(workspace.id);
  const receipt = await traffic.send({
    kind: "command",
    body: {
      token: world.app.verificationToken,
      team_id: workspace.id,
      team_domain: workspace.domain,
      channel_id: named.id,
      channel_name: named.name,
      user_id: user.id,
      user_name: user.name,
      command: input.command,
      text: input.text ?? "",
      api_app_id: world.app.id,
      ...(organisation ? { enterprise_id: organisation.id, enterprise_name: organisation.name } : {}),
      is_enterprise_install: String(organisation !== undefined),
      response_url: responseUrls.issue(target),
      trigger_id: triggers.issue(user.id, channel.id),
    },
  });
  const fail = (error: string): void => {
    const text = `${input.command} failed with the error "${error}"`;
    world.whisper({ channelId: channel.id, userId: user.id, from: "slack", text });
  };
  if (!receipt.acknowledged) {
    fail(receipt.timedOut ? "operation_timeout" : "dispatch_failed");
    return receipt;
  }
  try {
    const { payload } = receipt;
    if (isJsonObject(payload)) responseUrls.respond(target, payload);
    else if (payload !== undefined)
      responseUrls.respond(target, { text: typeof payload === "string" ? payload : JSON.stringify(payload) });
  } catch (error) {
    if (!(error instanceof SlackApiError)) throw error;
    fail("dispatch_unknown_error");
  }
  return receipt;
};
