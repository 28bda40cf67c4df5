import type { JsonObject, JsonValue } from "@perfecto-bot/simulators/slack";
import type { ActionChoice, Inputs, Receipt, SearchReceipt, TeamsSimulator } from "@perfecto-bot/simulators/teams";
import { objectOf } from "../../draw/read-json.ts";
import type { ActionAnswer } from "../../wire/action-answer.ts";
import type { PlaygroundAction } from "../../wire/playground-action.ts";
import type { World } from "../../world/world.ts";
import { viewTeamsPeople } from "../views/view-teams.ts";
import { ActionError } from "./action-error.ts";
import { askTeamsWhy } from "./ask-teams-why.ts";
import { writeTeamsText } from "./write-teams-text.ts";

/** What a person does in Teams. */
export type TeamsAction = Extract<PlaygroundAction, { readonly kind: `teams-${string}` }>;

/** Does it by the simulated Teams, which tells the service. @throws {Error} one sentence */
export async function actInTeams({ teams }: Pick<World, "teams">, action: TeamsAction): Promise<ActionAnswer> {
  if (teams === undefined) throw new ActionError("Teams is a real one here: write there.");
  const { userId: user } = action;
  switch (action.kind) {
    case "teams-say":
      return say(teams, action);
    case "teams-press": {
      const choice = { user, message: action.message.messageId, inputs: action.inputs, ...choiceOf(action) };
      // Answers to these, and their absence, Teams itself shows beside the card or in the dialog.
      if (action.action === "Action.Execute") return unlessNotSent(await teams.execute(choice));
      const opensDialog = objectOf(objectOf(action.data)["msteams"])["type"] === "task/fetch";
      return opensDialog ? unlessNotSent(await teams.taskFetch(choice)) : answerOf(await teams.submit(choice));
    }
    case "teams-search": {
      const place = action.in === "dialog" ? { in: action.in } : { message: action.in.messageId };
      const receipt = await teams.search({ user, input: action.inputId, text: action.text, ...place });
      const trouble = troubleOf(receipt);
      return { ok: true, choices: receipt.choices, ...(trouble === undefined ? {} : { trouble }) };
    }
    case "teams-submit-dialog":
      return unlessNotSent(await teams.taskSubmit({ user, inputs: action.inputs, ...choiceOf(action) }));
    case "teams-close-dialog":
      teams.closeDialog({ user });
      return { ok: true };
    case "teams-why":
      return askTeamsWhy(teams, action);
  }
}

/** The input says it itself: people who type on would be told with every letter. */
function troubleOf({ error, notSent, faults: [fault], timedOut }: SearchReceipt): string | undefined {
  if (notSent !== undefined) return `Teams did not ask the bot: ${notSent}.`;
  if (error === undefined) return undefined;
  if (fault !== undefined) return `${error}: Teams does not understand what the bot gave (${fault}).`;
  return `${error}: the bot ${timedOut ? "did not answer in time" : "cannot be reached"}.`;
}

async function say(
  teams: TeamsSimulator,
  { userId, placeId, text: typed, rootId }: Extract<TeamsAction, { readonly kind: "teams-say" }>,
): Promise<ActionAnswer> {
  const place = teams.conversations().find(({ id, deleted }) => id === placeId && !deleted);
  if (place === undefined) throw new ActionError("This place is no longer there.");
  if (!place.members.has(userId)) throw new ActionError("You are not a member of this conversation.");
  const people = viewTeamsPeople(teams).map(({ name }) => name);
  const receipt = await teams.say({
    user: userId,
    ...writeTeamsText(typed, { botName: teams.name, people }),
    ...(place.kind === "channel" ? { channel: placeId } : place.kind === "groupChat" ? { chat: placeId } : {}),
    ...(rootId === undefined ? {} : { threadOf: rootId }),
  });
  // Said is said, also where the bot is not meant or not there.
  return receipt.notSent === undefined ? answerOf(receipt) : { ok: true };
}

/** The action by its own id, verb and data: renderers mix into the data what was entered. */
function choiceOf({
  id,
  verb,
  data,
  inputs,
}: {
  readonly id?: string | undefined;
  readonly verb?: string | undefined;
  readonly data?: JsonValue | undefined;
  readonly inputs: Inputs;
}): ActionChoice {
  const own: JsonObject = Object.fromEntries(Object.entries(objectOf(data)).filter(([name]) => !(name in inputs)));
  return {
    ...(id === undefined || id === "" ? {} : { id }),
    ...(verb === undefined || verb === "" ? {} : { verb }),
    ...(Object.keys(own).length === 0 ? {} : { data: own }),
  };
}

function unlessNotSent({ notSent }: Receipt): ActionAnswer {
  return notSent === undefined ? { ok: true } : { ok: false, message: `Teams did not tell the bot: ${notSent}.` };
}

function answerOf(receipt: Receipt): ActionAnswer {
  if (receipt.notSent !== undefined || receipt.acknowledged) return unlessNotSent(receipt);
  const why = receipt.timedOut ? "did not answer in time" : "could not be told";
  return { ok: false, message: `The service ${why}; try again in a moment.` };
}
