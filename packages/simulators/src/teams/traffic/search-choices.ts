import type { JsonObject, JsonValue } from "../../slack/json-value.ts";
import { arrayOf, isJsonObject, objectOf, stringOf } from "../../slack/json-value.ts";
import { inputsIn } from "../cards/find-action.ts";
import type { OfferedChoice } from "../cards/offered-choices.ts";
import { searchedDataset } from "../cards/offered-choices.ts";
import { LIMITS } from "../limits.ts";
import type { Receipt } from "./delivery.ts";
import { dialogSight } from "./dialog.ts";
import type { MessageChoice, Sight } from "./invoke.ts";
import { invoke, seeCard } from "./invoke.ts";
import type { TeamsContext } from "./teams-context.ts";

/** Typing in an input whose choices the bot searches for: in a message's card, or in the dialog on the screen. */
export type SearchInput = {
  readonly user: string;
  /** The input's id. */
  readonly input: string;
  readonly text: string;
} & ({ readonly message: MessageChoice } | { readonly in: "dialog" });

/** The receipt of a search, with the choices a person then sees. */
export interface SearchReceipt extends Receipt {
  /** Fifteen at most; none where the bot found none, or gave what Teams does not understand. */
  readonly choices: readonly OfferedChoice[];
  /** What Teams does not understand in the answer. */
  readonly faults: readonly string[];
  /** What the input says in place of choices where the bot did not answer well and in time. Teams' words are not documented. */
  readonly error?: string;
}

/**
 * Types in an Input.ChoiceSet with a Data.Query: the bot gets `application/search` and answers with results, of which a
 * person can choose from then on.
 *
 * @see https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/dynamic-search
 */
export const searchChoices = async (context: TeamsContext, input: SearchInput): Promise<SearchReceipt> => {
  const sight = "in" in input ? dialogSight(context, input.user) : seeCard(context, input.user, input.message);
  const dataset = datasetOf(sight, input.input);
  const queryOptions = { skip: 0, top: LIMITS.searchResults };
  const value = { queryText: input.text, queryOptions, dataset };
  const receipt = await invoke(context, { name: "application/search", value, ...sight });
  const { choices, faults } = receipt.acknowledged ? readResults(receipt.body) : { choices: [], faults: [] };
  if (receipt.notSent !== undefined) return { ...receipt, choices, faults };
  if (!receipt.acknowledged || faults.length > 0)
    return { ...receipt, choices, faults, error: "Could not load results" };
  const place = "in" in input ? "dialog" : sight.message.id;
  context.world.offer({ userId: sight.user.id, place, inputId: input.input }, choices);
  return { ...receipt, choices, faults };
};

const datasetOf = ({ card }: Sight, inputId: string): string => {
  const found = inputsIn([card["body"] ?? [], card["actions"] ?? []]).find(({ id }) => id === inputId);
  if (found === undefined) throw new Error(`The card has no input ${inputId}.`);
  const dataset = searchedDataset(found);
  if (dataset === undefined) throw new Error(`The choices of ${inputId} are not searched for by the bot.`);
  return dataset;
};

const resultsType = "application/vnd.microsoft.search.searchResponse";

/**
 * The results in an answer. Besides the documented body the SDKs write a `statusCode` into it, 204 for no results.
 *
 * @see https://learn.microsoft.com/dotnet/api/microsoft.bot.schema.searchinvokeresponse
 */
const readResults = (body: JsonValue | undefined): Pick<SearchReceipt, "choices" | "faults"> => {
  const refuse = (fault: string): Pick<SearchReceipt, "choices" | "faults"> => ({ choices: [], faults: [fault] });
  if (!isJsonObject(body)) return refuse("the answer must be an object");
  const { statusCode = 200, type, value } = body;
  if (statusCode === 204) return { choices: [], faults: [] };
  if (statusCode !== 200) return refuse(`statusCode is ${JSON.stringify(statusCode)}`);
  if (type !== resultsType) return refuse(`type must be ${resultsType}`);
  const results = objectOf(value)["results"];
  if (!Array.isArray(results)) return refuse("value.results must be an array");
  const faults = results.flatMap((result, at) =>
    ["title", "value"]
      .filter((name) => stringOf(objectOf(result)[name]) === "")
      .map((name) => `value.results[${at}].${name} must be text`),
  );
  const choices = arrayOf(results).map(objectOf).map(choiceOf).slice(0, LIMITS.searchResults);
  return { choices: faults.length > 0 ? [] : choices, faults };
};

const choiceOf = ({ title, value }: JsonObject): OfferedChoice => ({ title: stringOf(title), value: stringOf(value) });
