import { parseCommand, VERBS } from "@perfecto-bot/domain";
import { NINE } from "@perfecto-bot/domain/testing";
import type { Card } from "../../card.ts";
import { helpCard } from "../../help-card.ts";
import { code, text } from "../../line.ts";
import { mistakesCard } from "../../mistakes-card.ts";
import { noticeCard } from "../../notice-card.ts";

/** What is said of these words, which have mistakes. */
function mistaken(words: string): Card {
  const parsed = parseCommand(words, { nowMs: NINE, timeZone: "Europe/Berlin" });
  if (parsed.kind === "understood") throw new Error(`there is no mistake in: ${words}`);
  return mistakesCard(words, parsed.mistakes, "/perfecto", parsed.verb);
}

/** What stands in the place of an answer: mistakes, help, and labs that could not be asked. */
export const UNANSWERED: Readonly<Record<string, Card>> = {
  "mistakes-in-a-question": mistaken("failures plattform:iOS lsat 24h by:devce"),
  "mistakes-in-a-window": mistaken("trend Nightly from tomorrow to yesterday"),
  "help-failures": helpCard(Object.values(VERBS), VERBS.failures, "/perfecto"),
  "lab-trouble": noticeCard(
    "warning",
    [text("The lab acme could not be asked")],
    [
      [text("FAILED or BLOCKED executions, 19 Nov 10:00 to 20 Nov 10:00 CET")],
      [text("The lab acme refused the security token.")],
      [text("Whoever runs the bot must renew the token: "), code("perfecto-bot doctor"), text(" says how.")],
    ],
    [{ kind: "action", label: "Ask again", action: "answer-first", subject: "q7" }],
  ),
};
