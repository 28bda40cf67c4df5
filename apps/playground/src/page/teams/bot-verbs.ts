/** What can be said to the bot, as Teams suggests it while somebody types. */
export const BOT_VERBS: readonly { readonly name: string; readonly does: string }[] = [
  { name: "help", does: "What you can say" },
  { name: "subscribe", does: "Post builds of a job here" },
  { name: "subscriptions", does: "See and change what is posted" },
  { name: "unsubscribe", does: "Stop posting a job's builds" },
  { name: "mute", does: "Nothing new about it for a while" },
  { name: "unmute", does: "End a mute" },
  { name: "status", does: "Whether the bot is well" },
  { name: "why", does: "Why something was posted, or not" },
];
