/** What is otherwise in Teams than in other chats, and why. */
export const TEAMS_DIFFERS = {
  "conversation-moved": "a Teams conversation keeps its id",
  "workspace-joined": "a tenant is the organisation",
  "installation-gone": "the app is removed from one team or chat, whose conversations become unavailable",
  broadcast: "a reply cannot be shown in the channel as well: it stays in the thread",
  find: "bots may not search a conversation: a post whose answer was lost is made again",
  "private answers": "in a channel what is said is answered in the thread for all; buttons are answered privately",
  progress: "a message that becomes the answer; for a button, a view whose button fetches the answer",
  suggestions: "of the verbs twelve are suggested while somebody writes, as many as Teams allows; help lists all",
} as const;
