/** Something the app does where whoever runs it adds the permissions to the manifest. */
export interface SlackExtra {
  readonly does: string;
  /** All of them are needed, added to `oauth_config.scopes.bot`. */
  readonly scopes: readonly string[];
  /** Added to `settings.event_subscriptions.bot_events`. */
  readonly events: readonly string[];
  /** What else has to be set. */
  readonly also?: string;
}

/**
 * What the app can do besides. Nothing of it is asked for by the manifest as it stands: each is a permission that not
 * everybody wants to give. After a change the app has to be installed again. The bot sees by its token what it was
 * given, and does without the rest.
 * @see https://docs.slack.dev/reference/scopes
 */
export const SLACK_EXTRAS: readonly SlackExtra[] = [
  {
    does: "shows below links into a lab's reports what they lead to",
    scopes: ["links:read", "links:write"],
    events: ["link_shared"],
    also: "features.unfurl_domains: the lab's host, such as demo.app.perfectomobile.com; at most five",
  },
];
