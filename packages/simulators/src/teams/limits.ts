/**
 * Teams' limits, as the stand-in enforces them.
 *
 * @see https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit
 * @see https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages
 * @see https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/dynamic-search
 * @see https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/user-specific-views
 */
export const LIMITS = {
  /** "Approximately 100 KB", counted as UTF-16. */
  messageBytes: 100 * 1024,
  refreshUserIds: 60,
  /** The newest Adaptive Card version that Teams declares. */
  cardVersion: 1.5,
  /** The first version with Action.Execute. */
  executeVersion: 1.4,
  /** What one page of members may hold at most. */
  membersPage: 500,
  /** How long an access token lives: 60 to 90 minutes at Microsoft, one hour here. */
  accessTokenLifetimeS: 3_600,
  /** How many choices a search shows. */
  searchResults: 15,
  /** How long Teams waits for a bot's answer. Not documented as a number; 15 s is what is told. */
  answerWithinMs: 15_000,
} as const;
