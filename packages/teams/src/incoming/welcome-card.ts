import { bold, helpCard, text, type Card } from "@perfecto-bot/cards";
import { VERBS } from "@perfecto-bot/domain";
import { BOT_PREFIX } from "./intake.ts";

const TITLE = "Hello! I bring Perfecto test results to this conversation.";

/** What the bot says where it was just added: what it does, and how to begin. */
export function welcomeCard(): Card {
  const help = helpCard(Object.values(VERBS), undefined, BOT_PREFIX);
  return {
    ...help,
    title: [bold(TITLE)],
    body: [
      ...help.body,
      {
        kind: "text",
        line: [text("You get nothing until somebody subscribes; everybody here may change or end a subscription.")],
        subtle: true,
        weight: "detail",
      },
    ],
    fallback: `${TITLE}\n${help.fallback}`,
  };
}
