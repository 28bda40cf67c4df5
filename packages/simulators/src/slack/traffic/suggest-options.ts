import type { JsonObject } from "../json-value.ts";
import { arrayOf, objectOf, stringOf } from "../json-value.ts";
import { LIMITS } from "../limits.ts";
import { list } from "../validation/check.ts";
import { menuOption, optionGroup } from "../validation/compositions.ts";
import { viewJson } from "../web-api/views.ts";
import type { ElementChoice } from "./click-element.ts";
import { findElement } from "./click-element.ts";
import type { Receipt } from "./delivery.ts";
import type { SlackContext } from "./slack-context.ts";
import { channelNamed, interactionHead, payloadChannel } from "./slack-context.ts";

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
}

/**
 * Types in an external menu: the app gets `block_suggestion` and answers with options.
 *
 * @see https://docs.slack.dev/reference/interaction-payloads/block_suggestion-payload
 */
export const suggestOptions = async (context: SlackContext, input: SuggestionInput): Promise<SuggestionReceipt> => {
  const { world, traffic } = context;
  const { user, workspace } = world.person(input.user);
  const view = "in" in input ? world.views.top(user.id) : undefined;
  const channel = "in" in input ? undefined : channelNamed(world, input.channel);
  const message = "in" in input ? undefined : channel?.find(input.messageTs);
  const blocks = view ? arrayOf(view.definition["blocks"]) : (message?.blocks ?? []);
  const { block, element } = findElement(blocks, input);
  const place: JsonObject = view
    ? { container: { type: "view", view_id: view.id }, view: viewJson(world, workspace, view) }
    : {
        container: { type: "message", message_ts: message?.ts ?? "", channel_id: channel?.id ?? "" },
        ...(channel ? { channel: { ...payloadChannel(channel) } } : {}),
      };
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
  const answer = objectOf(receipt.payload);
  const faults: string[] = [];
  const report = (text: string, pointer: string): void => void faults.push(`${text} [json-pointer:${pointer}]`);
  if (answer["options"] !== undefined) list(menuOption, LIMITS.options, 0)(answer["options"], "/options", report);
  if (answer["option_groups"] !== undefined) {
    list(optionGroup, LIMITS.optionGroups, 0)(answer["option_groups"], "/option_groups", report);
  }
  const groups = arrayOf(answer["option_groups"]).flatMap((group) => arrayOf(objectOf(group)["options"]));
  const options = faults.length > 0 ? [] : [...arrayOf(answer["options"]), ...groups].map(objectOf);
  view?.suggested.set(stringOf(element["action_id"]), options);
  return { ...receipt, options, faults };
};
