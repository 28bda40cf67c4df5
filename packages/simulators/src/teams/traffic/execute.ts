import type { JsonObject, JsonValue } from "../../slack/json-value.ts";
import { isJsonObject, objectOf, stringOf } from "../../slack/json-value.ts";
import type { ActionChoice, Inputs } from "../cards/find-action.ts";
import { fillInputs, findAction } from "../cards/find-action.ts";
import type { Offers } from "../cards/offered-choices.ts";
import { LIMITS } from "../limits.ts";
import { cardIn } from "../world/message.ts";
import type { Receipt } from "./delivery.ts";
import { notSent } from "./delivery.ts";
import type { MessageChoice, Sight } from "./invoke.ts";
import { invoke, seeCard } from "./invoke.ts";
import type { TeamsContext } from "./teams-context.ts";

/** A button with Action.Execute that a person presses. */
export interface ExecuteInput extends ActionChoice {
  readonly user: string;
  readonly message: MessageChoice;
  readonly inputs?: Inputs;
}

/** What the bot answered to an Action.Execute. */
export interface InvokeAnswer {
  readonly statusCode: number;
  readonly type: string;
  readonly value: JsonValue;
}

/** The receipt of an Action.Execute. */
export interface ExecuteReceipt extends Receipt {
  /** Absent where the answer was none that Teams understands. */
  readonly answer?: InvokeAnswer;
}

/**
 * Presses a button with Action.Execute, wherever it is in the card. A card that comes back is shown to this person
 * alone; a message is shown beside the card; anything else as an error.
 *
 * @see https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/work-with-universal-actions-for-adaptive-cards
 */
export const execute = async (context: TeamsContext, input: ExecuteInput): Promise<ExecuteReceipt> => {
  const sight = seeCard(context, input.user, input.message);
  const { card } = sight;
  if (Number(card["version"]) < LIMITS.executeVersion)
    throw new Error(
      `Action.Execute needs card version ${LIMITS.executeVersion}; this card says ${stringOf(card["version"])}.`,
    );
  const action = findAction(card, "Action.Execute", input);
  const filled = filledBy(card, action, input.inputs, context.world.offersTo(sight.user.id, sight.message.id));
  if (typeof filled === "string") return notSent(filled);
  const { id, verb } = action;
  const told: JsonObject = { type: "Action.Execute", data: filled };
  if (id !== undefined) told["id"] = id;
  if (verb !== undefined) told["verb"] = verb;
  const value = { action: told, trigger: "manual" };
  const receipt = await invoke(context, { name: "adaptiveCard/action", value, ...sight });
  const answer = readAnswer(receipt);
  showAnswer(context, sight, answer);
  return { ...receipt, ...(answer ? { answer } : {}) };
};

/** The action's data with the inputs, or why the client would not send it. */
export const filledBy = (
  card: JsonObject,
  action: JsonObject,
  inputs: Inputs = {},
  offers: Offers = () => [],
): JsonObject | string => {
  const own = objectOf(action["data"]);
  if (action["associatedInputs"] === "none") return own;
  const { values, missing } = fillInputs(card, inputs, offers);
  return missing.length > 0 ? `the client asks for ${missing.join(", ")} first` : { ...own, ...values };
};

const readAnswer = (receipt: Receipt): InvokeAnswer | undefined => {
  const { status, body } = receipt;
  if (status !== 200 || !isJsonObject(body)) return undefined;
  const { statusCode, type, value = null } = body;
  return typeof statusCode === "number" && typeof type === "string" ? { statusCode, type, value } : undefined;
};

const showAnswer = ({ world }: TeamsContext, { user, message }: Sight, answer: InvokeAnswer | undefined): void => {
  const notify = (from: "bot" | "teams", text: string): void =>
    world.notify({ userId: user.id, from, text, messageId: message.id });
  const kind = answer?.statusCode === 200 ? answer.type : undefined;
  const card = kind === "application/vnd.microsoft.card.adaptive" ? cardIn(answer?.value) : undefined;
  if (card) world.showView(message, user.id, card);
  else if (kind === "application/vnd.microsoft.activity.message") notify("bot", stringOf(answer?.value));
  else notify("teams", stringOf(objectOf(answer?.value)["message"]) || "Something went wrong. Please try again.");
};
