import type { JsonObject } from "@perfecto-bot/simulators/slack";
import { actionsIn, type TeamsMessage, type TeamsSimulator } from "@perfecto-bot/simulators/teams";
import { objectOf, textOf } from "../../draw/read-json.ts";
import type { ActionAnswer } from "../../wire/action-answer.ts";
import { placeOfConversation } from "../views/view-teams-message.ts";
import { ActionError } from "./action-error.ts";
import { awaitHappening } from "./await-happening.ts";
import { findReportLink } from "./find-report-link.ts";

/** Asks the service, through Teams and as a person would, why a message is there. @throws {ActionError} */
export async function askTeamsWhy(
  teams: TeamsSimulator,
  { userId, placeId, messageId }: { readonly userId: string; readonly placeId: string; readonly messageId: string },
): Promise<ActionAnswer> {
  const place = teams.conversations().find(({ id }) => id === placeId);
  const message = place?.find(messageId);
  if (message === undefined)
    throw new ActionError("This message is no longer there, so the bot cannot be asked about it.");
  if (!message.isBots)
    throw new ActionError("A person wrote this: the bot says why of messages that it posted by itself.");
  const card = message.cardFor(userId);
  // A reply about one test is there because of its build, whose card begins the thread.
  const root = place?.find(message.rootId ?? message.id);
  for (const one of [message, root]) {
    const button = actionsIn(one?.cardFor(userId)).find(isWhyButton);
    if (one !== undefined && button !== undefined) return pressWhy(teams, userId, one, button);
  }
  const link = findReportLink(card);
  if (link === undefined)
    throw new ActionError(
      "This is an answer to what somebody asked, and about no build or test: there is nothing to explain.",
    );
  return askInPersonalChat(teams, userId, link);
}

function isWhyButton(action: JsonObject): boolean {
  return action["type"] === "Action.Execute" && objectOf(action["data"])["action"] === "why-build";
}

async function pressWhy(
  teams: TeamsSimulator,
  user: string,
  message: TeamsMessage,
  button: JsonObject,
): Promise<ActionAnswer> {
  const { notSent, answer } = await teams.execute({
    user,
    message: message.id,
    verb: textOf(button["verb"]),
    data: objectOf(button["data"]),
  });
  if (notSent !== undefined) throw new ActionError(`Teams could not tell the bot: ${notSent}.`);
  if (answer === undefined) throw new ActionError("The bot did not answer; is the service running?");
  if (answer.statusCode !== 200)
    throw new ActionError(textOf(objectOf(answer.value)["message"]) || "The bot refused to answer.");
  if (typeof answer.value === "string") return { ok: true, teams: { text: answer.value } };
  const card = objectOf(answer.value);
  return { ok: true, teams: { text: textOf(card["fallbackText"]), card } };
}

async function askInPersonalChat(teams: TeamsSimulator, user: string, link: string): Promise<ActionAnswer> {
  const chat = teams.personal(user).id;
  const heard = await awaitHappening(
    (listener: (message: TeamsMessage) => void) => teams.on("message", listener),
    (message) => (message.isBots && placeOfConversation(message.conversationId) === chat ? message : undefined),
    async () => {
      const { notSent } = await teams.say({ user, text: `why ${link}` });
      if (notSent !== undefined) throw new ActionError(`Teams could not tell the bot: ${notSent}.`);
    },
  );
  const text = heard.summary || heard.text;
  return { ok: true, teams: { text, ...(heard.card === undefined ? {} : { card: heard.card }) } };
}
