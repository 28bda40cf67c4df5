import type { JsonObject, JsonValue } from "../json-value.ts";
import { arrayOf, isJsonObject, objectOf, stringOf } from "../json-value.ts";
import { interactiveElements } from "../validation/blocks.ts";
import { SlackApiError } from "../web-api/api-error.ts";
import { checkView, viewJson } from "../web-api/views.ts";
import type { SlackView, Workspace } from "../world/entities.ts";
import type { Entry } from "../world/view-state.ts";
import { elementState, isBlank, withGivenOptions } from "../world/view-state.ts";
import type { Receipt } from "./delivery.ts";
import { notSent } from "./delivery.ts";
import type { SlackContext } from "./slack-context.ts";
import { menuKey } from "./menu-key.ts";
import { interactionHead } from "./slack-context.ts";

/** What a person enters in a modal, by block id or by action id. Fields left out keep what they show. */
export type ModalValues = Readonly<Record<string, Entry>>;

/** The receipt of a submission, and the field errors the person sees after it. */
export interface SubmitReceipt extends Receipt {
  /** Field errors by block id: Slack's own for required fields, or those the app answered with. */
  readonly errors: Readonly<Record<string, string>>;
}

const trouble = "We had some trouble connecting. Try again?";

/**
 * Enters values in the topmost modal and submits it; then does what the app answered.
 *
 * @see https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload
 * @see https://docs.slack.dev/surfaces/modals
 */
export const submitModal = async (
  context: SlackContext,
  input: { readonly user: string; readonly values?: ModalValues },
): Promise<SubmitReceipt> => {
  const { world, traffic, triggers } = context;
  const { user, workspace } = world.person(input.user);
  const view = openModal(context, user.id);
  const errors = enter(view, input.values ?? {});
  if (Object.keys(errors).length > 0) {
    world.views.showErrors(view, errors);
    return { ...notSent("Slack itself refuses the entries"), errors };
  }
  const receipt = await traffic.send({
    kind: "interactive",
    body: {
      type: "view_submission",
      ...interactionHead(world, workspace, user),
      trigger_id: triggers.issue(user.id, view.fromChannelId),
      view: viewJson(world, workspace, view),
      response_urls: responseUrlsOf(context, workspace, user.id, view),
    },
  });
  if (!receipt.acknowledged) {
    world.views.showErrors(view, { "": trouble });
    return { ...receipt, errors: view.errors };
  }
  try {
    follow(context, view, receipt.payload);
  } catch (error) {
    if (!(error instanceof SlackApiError)) throw error;
    world.views.showErrors(view, { "": trouble });
    return { ...receipt, acknowledged: false, errors: { "": `${trouble} (${error.code})` } };
  }
  return { ...receipt, errors: world.views.find({ id: view.id })?.errors ?? {} };
};

/**
 * Closes the topmost modal as its X does. The app hears of it where the view asked for that.
 *
 * @returns a receipt that says `notSent` where the view did not ask.
 */
export const closeModal = async (context: SlackContext, input: { readonly user: string }): Promise<Receipt> => {
  const { world, traffic } = context;
  const { user, workspace } = world.person(input.user);
  const view = openModal(context, user.id);
  const clearAll = view.definition["clear_on_close"] === true;
  const body = {
    type: "view_closed",
    ...interactionHead(world, workspace, user),
    view: viewJson(world, workspace, view),
    is_cleared: clearAll,
  };
  world.views.close(user.id, clearAll);
  if (view.definition["notify_on_close"] !== true) return notSent("the view did not set notify_on_close");
  return traffic.send({ kind: "interactive", body });
};

const openModal = ({ world }: SlackContext, userId: string): SlackView => {
  const view = world.views.top(userId);
  if (view) return view;
  throw new Error(`${userId} has no modal open.`);
};

/** Puts values into the view's state. @returns what Slack itself objects to, by block id. */
const enter = (view: SlackView, values: ModalValues): Record<string, string> => {
  const errors: Record<string, string> = {};
  const used = new Set<string>();
  for (const block of arrayOf(view.definition["blocks"]).map(objectOf)) {
    const blockId = stringOf(block["block_id"]);
    for (const element of interactiveElements(block)) {
      const actionId = stringOf(element["action_id"]);
      const key = [actionId, blockId].find((name) => values[name] !== undefined);
      if (key !== undefined) {
        used.add(key);
        const given = view.suggested.get(menuKey(blockId, actionId));
        const held = objectOf(objectOf(view.state[blockId])[actionId]);
        const state = elementState(withGivenOptions(element, given, held), values[key]);
        if (state) view.state = { ...view.state, [blockId]: { ...objectOf(view.state[blockId]), [actionId]: state } };
      }
      const objection = objectTo(block, element, objectOf(objectOf(view.state[blockId])[actionId]));
      if (objection !== undefined) errors[blockId] = objection;
    }
  }
  const unknown = Object.keys(values).filter((name) => !used.has(name));
  if (unknown.length > 0) throw new Error(`The modal has no field ${unknown.join(", ")}.`);
  return errors;
};

const objectTo = (block: JsonObject, element: JsonObject, state: JsonObject): string | undefined => {
  if (block["type"] !== "input") return undefined;
  if (isBlank(state)) return block["optional"] === true ? undefined : "Please complete this required field.";
  const { length } = stringOf(state["value"]);
  const { min_length: min, max_length: max } = element;
  if (typeof min === "number" && length < min) return `Enter at least ${min} characters.`;
  if (typeof max === "number" && length > max) return `Enter no more than ${max} characters.`;
  return undefined;
};

/** Addresses to answer in the channels that were picked, for menus with `response_url_enabled`. */
const responseUrlsOf = (context: SlackContext, workspace: Workspace, userId: string, view: SlackView): JsonValue[] =>
  arrayOf(view.definition["blocks"])
    .map(objectOf)
    .flatMap((block) => interactiveElements(block).map((element) => ({ block, element })))
    .filter(({ element }) => element["response_url_enabled"] === true)
    .flatMap(({ block, element }) => {
      const blockId = stringOf(block["block_id"]);
      const actionId = stringOf(element["action_id"]);
      const state = objectOf(objectOf(view.state[blockId])[actionId]);
      const picked = stringOf(state["selected_conversation"] ?? state["selected_channel"]);
      const channel = context.world.channels.get(picked);
      if (channel === undefined) return [];
      const responseUrl = context.responseUrls.issue({ workspace, channel, userId });
      return [{ block_id: blockId, action_id: actionId, channel_id: picked, response_url: responseUrl }];
    });

/** Does what the acknowledgement says. @throws SlackApiError where Slack would refuse it. */
const follow = ({ world }: SlackContext, view: SlackView, payload: JsonValue | undefined): void => {
  const place = { teamId: view.teamId, userId: view.userId };
  const answer = isJsonObject(payload) ? payload : {};
  const action = answer["response_action"] ?? "close";
  switch (stringOf(action)) {
    case "close":
      world.views.close(view.userId, false);
      return;
    case "clear":
      world.views.close(view.userId, true);
      return;
    case "errors": {
      const known = new Set(Object.keys(view.state));
      const errors = Object.entries(objectOf(answer["errors"]));
      if (errors.length === 0 || errors.some(([blockId]) => !known.has(blockId)))
        throw new SlackApiError("invalid_errors");
      world.views.showErrors(view, Object.fromEntries(errors.map(([blockId, text]) => [blockId, stringOf(text)])));
      return;
    }
    case "update":
      world.views.update(view, checkView(world, view.teamId, answer["view"], "modal", view));
      return;
    case "push":
      if (!world.views.push(place, checkView(world, view.teamId, answer["view"], "modal")))
        throw new SlackApiError("push_limit_reached");
      return;
    default:
      throw new SlackApiError("invalid_response_action");
  }
};
