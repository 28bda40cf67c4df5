/** How people and places of Teams are called in the timeline. */
export interface TeamsNames {
  readonly person: (userId: string) => string;
  /** "Mobile / mobile-qa", "Release crew", or "the chat with Quinn QA"; by a conversation's or a thread's id. */
  readonly place: (conversationId: string) => string;
  /** By the simulated clock, in milliseconds since 1970. */
  readonly now: () => number;
}
