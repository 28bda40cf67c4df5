/** How people and places of Slack are called in the timeline. */
export interface SlackNames {
  readonly person: (userId: string) => string;
  /** "#mobile-qa", or "a direct message with Quinn QA". */
  readonly place: (channelId: string) => string;
  /** By the simulated clock, in milliseconds since 1970. */
  readonly now: () => number;
}
