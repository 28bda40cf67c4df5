/**
 * The limits of a card in Teams, in UTF-16 units or counts unless named otherwise. One place, each with where it is
 * written; what Microsoft does not publish says so.
 */
export const LIMITS = {
  /**
   * Bytes of a message, its text counted as UTF-16. The hard limit is about 100 KB (`413 MessageSizeTooBig`); Microsoft
   * advises to stay within 80 KB.
   * @see https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages
   */
  messageBytes: 80_000,
  /**
   * The same, for a conversation in which Teams refused a message within it: 28 KB is the limit of webhooks, and was that of
   * messages with cards.
   * @see https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format
   */
  messageBytesSmaller: 28_000,
  /** Not published: a notification shows about two lines; the rest is for screen readers. */
  summary: 500,
  /** Shown by clients that cannot draw the card. Not published. @see https://adaptivecards.io/explorer/AdaptiveCard.html */
  fallbackText: 2000,
  /** Visible buttons of a card or row; more stand in its overflow menu. @see https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-reference */
  visibleActions: 6,
  /** Buttons of a card or row with its overflow menu. Not published. */
  actions: 20,
  /** Not published: a button does not wrap. */
  actionTitle: 80,
  /** An id carried by a button. Not published. */
  subject: 1000,
  /** Not published: browsers and mobile systems differ above it. */
  url: 4000,
  /** @see https://adaptivecards.io/explorer/Image.html */
  imageAlt: 1500,
  /** One text of a card. Not published. */
  text: 4000,
  /** People whom one card calls. Not published. @see https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format */
  mentions: 50,
  /** Choices of a select input. Not published. */
  choices: 100,
  /** Label, hint, placeholder and error of an input. Not published. */
  inputLabel: 300,
  /** `maxLength` of a text input. Not published. @see https://adaptivecards.io/explorer/Input.Text.html */
  inputValue: 3000,
} as const;

/** The version declared: newer elements are drawn by few clients. @see https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-reference */
export const CARD_VERSION = "1.5";
