import type { Mention } from "@perfecto-bot/domain";

/** The shapes of Slack's ids: users U… or W… (Enterprise), user groups S…. @see https://docs.slack.dev/messaging/formatting-message-text#mentioning-users */
const ID_SHAPES = { user: /^[UW][A-Z0-9]{2,30}$/, group: /^S[A-Z0-9]{2,30}$/ } as const;

/** Whether a mention can be one of this vendor's: its id has the vendor's shape. */
export function isSlackMention(mention: Mention): boolean {
  return mention.kind === "here" || ID_SHAPES[mention.kind].test(mention.id);
}

/** The mention in Slack's text markup; `undefined` where the id is no Slack id. */
export function mentionMarkup(mention: Mention): string | undefined {
  if (!isSlackMention(mention)) return undefined;
  switch (mention.kind) {
    case "user":
      return `<@${mention.id}>`;
    case "group":
      return `<!subteam^${mention.id}>`;
    case "here":
      return "<!here>";
  }
}
