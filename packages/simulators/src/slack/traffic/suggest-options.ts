import type { JsonObject, JsonValue } from "../json-value.ts";
import { arrayOf, isJsonObject, objectOf, stringOf } from "../json-value.ts";
import { LIMITS } from "../limits.ts";
import { list, object } from "../validation/check.ts";
import { menuOption, optionGroup } from "../validation/compositions.ts";
import { messageJson } from "../web-api/message-json.ts";
import { viewJson } from "../web-api/views.ts";
import type { SlackUser, Workspace } from "../world/entities.ts";
import { isExternalMenu } from "../world/view-state.ts";
import type { ElementChoice } from "./click-element.ts";
import { findElement } from "./click-element.ts";
import type { Receipt } from "./delivery.ts";
import { notSent } from "./delivery.ts";
import { menuKey } from "./menu-key.ts";
import type { SlackContext } from "./slack-context.ts";
import { channelNamed, interactionHead, isInstalled, payloadChannel } from "./slack-context.ts";

/** Typing in an external menu, in a message or in the topmost modal. */
export type SuggestionInput = ElementChoice & { readonly user: string; readonly value: string } & (
    | { readonly channel: string; readonly messageTs: string }
    | { readonly in: "modal" }
  );

/** The receipt of a suggestion request, with the options a person then sees. */
export interface SuggestionReceipt extends Receipt {
  /** Empty where the app gave none, or gave ones Slack refuses. */
  readonly options: readonly JsonObject[];
  /** What Slack objects to in the options. */
  readonly faults: readonly string[];
  /** What the menu says in place of options where the app did not answer well and in time. Slack's words are not documented. */
  readonly error?: string;
}

/** A menu on a person's screen, and what it was given so far. */
interface Menu {
  readonly block: JsonObject;
  readonly element: JsonObject;
  /** The payload's fields about where it is. */
  readonly place: JsonObject;
  readonly given: Map<string, JsonObject[]>;
  readonly key: string;
}

/**
 * Types in an external menu: the app gets `block_suggestion` and has three seconds to answer with options, of which a
 * person can choose from then on. With less than `min_query_length` letters nothing is sent.
 *
 * @see https://docs.slack.dev/reference/interaction-payloads/block_suggestion-payload
 * @see https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element#external_select
 */
export const suggestOptions = async (context: SlackContext, input: SuggestionInput): Promise<SuggestionReceipt> => {
  const { world, traffic } = context;
  const { user, workspace } = world.person(input.user);
  const { block, element, place, given, key } = findMenu(context, user, workspace, input);
  const least = element["min_query_length"] ?? LIMITS.minQueryLength;
  if (typeof least === "number" && input.value.length < least)
    return { ...notSent(`the menu asks from ${least} letters on`), options: [], faults: [] };
  if (!isInstalled(workspace))
    return { ...notSent("the app is not installed in this workspace"), options: [], faults: [] };
  const receipt = await traffic.send({
    kind: "options",
    body: {
      type: "block_suggestion",
      ...interactionHead(world, workspace, user),
      ...place,
      action_id: element["action_id"] ?? "",
      block_id: block["block_id"] ?? "",
      value: input.value,
    },
  });
  const faults = receipt.acknowledged ? faultsIn(receipt.payload) : [];
  if (!receipt.acknowledged || faults.length > 0) return { ...receipt, options: [], faults, error: loadError };
  const options = optionsIn(objectOf(receipt.payload));
  const fresh = new Set(options.map(({ value }) => value));
  given.set(key, [...(given.get(key) ?? []).filter(({ value }) => !fresh.has(value ?? null)), ...options]);
  return { ...receipt, options, faults };
};

const loadError = "Could not load options";

const findMenu = (context: SlackContext, user: SlackUser, workspace: Workspace, input: SuggestionInput): Menu => {
  const { world } = context;
  if ("in" in input) {
    const view = world.views.top(user.id);
    if (view === undefined) throw new Error(`${user.name} has no modal open.`);
    const menu = findExternal(arrayOf(view.definition["blocks"]), input);
    const place = { container: { type: "view", view_id: view.id }, view: viewJson(world, workspace, view) };
    return { ...menu, place, given: view.suggested, key: keyOf(menu) };
  }
  const channel = channelNamed(world, input.channel);
  const stored = channel.find(input.messageTs);
  const message =
    stored ?? world.ephemerals.find((one) => one.ts === input.messageTs && one.userId === user.id && !one.deleted);
  if (message === undefined) throw new Error(`${user.name} sees no message ${input.messageTs} in ${channel.name}.`);
  const menu = findExternal(message.blocks, input);
  const isEphemeral = stored === undefined;
  const place = {
    container: { type: "message", message_ts: message.ts, channel_id: channel.id, is_ephemeral: isEphemeral },
    channel: { ...payloadChannel(channel) },
    ...(isEphemeral ? {} : { message: messageJson(world, channel, stored) }),
  };
  return { ...menu, place, given: world.suggestedIn(message), key: keyOf(menu, user.id) };
};

const findExternal = (blocks: readonly JsonValue[], choice: ElementChoice): Pick<Menu, "block" | "element"> => {
  const found = findElement(blocks, choice);
  if (isExternalMenu(found.element)) return found;
  throw new Error(`The element ${stringOf(found.element["action_id"])} has its own options: the app is not asked.`);
};

const keyOf = ({ block, element }: Pick<Menu, "block" | "element">, userId?: string): string =>
  menuKey(stringOf(block["block_id"]), stringOf(element["action_id"]), userId);

/** What Slack refuses in an answer: it gives either options or groups of options, at most 100 of them. */
const faultsIn = (payload: JsonValue | undefined): readonly string[] => {
  const faults: string[] = [];
  const report = (text: string, pointer: string): void => void faults.push(`${text} [json-pointer:${pointer}]`);
  if (!isJsonObject(payload)) return ["must be an object [json-pointer:]"];
  object({}, answerFields, (answer, pointer) => {
    if ((answer["options"] === undefined) === (answer["option_groups"] === undefined))
      report("must provide exactly one of options, option_groups", pointer);
  })(payload, "", report);
  return faults;
};

const answerFields = {
  options: list(menuOption, LIMITS.options, 0),
  option_groups: list(optionGroup, LIMITS.optionGroups, 0),
};

const optionsIn = (answer: JsonObject): readonly JsonObject[] => {
  const groups = arrayOf(answer["option_groups"]).flatMap((group) => arrayOf(objectOf(group)["options"]));
  return [...arrayOf(answer["options"]), ...groups].map(objectOf);
};
