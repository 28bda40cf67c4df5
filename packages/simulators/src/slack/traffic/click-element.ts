import type { JsonObject, JsonValue } from "../json-value.ts";
import { arrayOf, objectOf, stringOf } from "../json-value.ts";
import { interactiveElements } from "../validation/blocks.ts";
import { messageJson } from "../web-api/message-json.ts";
import { viewJson } from "../web-api/views.ts";
import type { StoredMessage } from "../world/channel.ts";
import type { EphemeralMessage, SlackView } from "../world/entities.ts";
import type { Entry } from "../world/view-state.ts";
import { elementState, initialState, withGivenOptions } from "../world/view-state.ts";
import type { Receipt } from "./delivery.ts";
import { notSent } from "./delivery.ts";
import { menuKey } from "./menu-key.ts";
import type { SlackContext } from "./slack-context.ts";
import { channelNamed, interactionHead, isInstalled, payloadChannel } from "./slack-context.ts";

/** Which element: by action id, by block id, or by both where one alone is not unique. */
export interface ElementChoice {
  readonly actionId?: string;
  readonly blockId?: string;
  /** What is chosen in a menu; buttons need none. */
  readonly choose?: Entry;
}

/** A click or a choice in a message, in the modal on top, or in the home tab. */
export type ClickInput = ElementChoice & { readonly user: string } & (
    | { readonly channel: string; readonly messageTs: string }
    | { readonly in: "modal" | "home" }
  );

/** The element a choice means. Throws where there is none, saying what there is. */
export const findElement = (blocks: readonly JsonValue[], { actionId, blockId }: ElementChoice) => {
  const all = blocks
    .map(objectOf)
    .flatMap((block) => interactiveElements(block).map((element) => ({ block, element })));
  const found = all.find(
    ({ block, element }) =>
      (actionId === undefined || element["action_id"] === actionId) &&
      (blockId === undefined || block["block_id"] === blockId),
  );
  if (found) return found;
  const there = all.map(({ element }) => stringOf(element["action_id"])).join(", ") || "none";
  throw new Error(`There is no element ${actionId ?? ""} ${blockId ?? ""} to act on. Elements shown: ${there}.`);
};

const actionJson = (element: JsonObject, blockId: JsonValue, choose: Entry | undefined, ts: string): JsonObject => {
  const head = { action_id: element["action_id"] ?? "", block_id: blockId, action_ts: ts };
  const kept = new Set(["text", "value", "url", "style", "placeholder"]);
  const fields = Object.fromEntries(Object.entries(element).filter(([name]) => kept.has(name)));
  const type = element["type"] ?? "";
  if (type === "button") return { type, ...head, ...fields };
  if (type === "overflow") {
    const option = arrayOf(element["options"]).find((entry) => objectOf(entry)["value"] === choose);
    if (option === undefined)
      throw new Error(`The menu ${stringOf(element["action_id"])} does not offer "${String(choose)}".`);
    return { type, ...head, selected_option: option };
  }
  return { ...head, ...(elementState(element, choose) ?? { type }) };
};

/**
 * Acts on an element: the app gets `block_actions`.
 *
 * @see https://docs.slack.dev/reference/interaction-payloads/block_actions-payload
 */
export const clickElement = async (context: SlackContext, input: ClickInput): Promise<Receipt> => {
  const { world, traffic, triggers, responseUrls } = context;
  const { user, workspace } = world.person(input.user);
  if (!isInstalled(workspace)) return notSent("the app is not installed in this workspace");
  const head = { type: "block_actions", ...interactionHead(world, workspace, user) };
  const actionTs = world.identifiers.ts(world.now());

  if ("in" in input) {
    const view = shownView(context, user.id, input.in);
    const { block, element } = findElement(arrayOf(view.definition["blocks"]), input);
    const blockId = stringOf(block["block_id"]);
    const actionId = stringOf(element["action_id"]);
    const held = objectOf(objectOf(view.state[blockId])[actionId]);
    const menu = withGivenOptions(element, view.suggested.get(menuKey(blockId, actionId)), held);
    const state = elementState(menu, input.choose);
    if (state && input.choose !== undefined) {
      const rest = objectOf(view.state[blockId]);
      view.state = { ...view.state, [blockId]: { ...rest, [actionId]: state } };
    }
    const body = {
      ...head,
      container: { type: "view", view_id: view.id },
      trigger_id: triggers.issue(user.id, view.fromChannelId),
      view: viewJson(world, workspace, view),
      actions: [actionJson(menu, blockId, input.choose, actionTs)],
    };
    return traffic.send({ kind: "interactive", body });
  }

  const channel = channelNamed(world, input.channel);
  const stored = channel.find(input.messageTs);
  const message: StoredMessage | EphemeralMessage | undefined =
    stored ?? world.ephemerals.find((e) => e.ts === input.messageTs && e.userId === user.id && !e.deleted);
  if (message === undefined) throw new Error(`${user.name} sees no message ${input.messageTs} in ${channel.name}.`);
  const { block, element: shown } = findElement(message.blocks, input);
  const key = menuKey(stringOf(block["block_id"]), stringOf(shown["action_id"]), user.id);
  const element = withGivenOptions(shown, world.suggestedIn(message).get(key));
  const action = actionJson(element, block["block_id"] ?? "", input.choose, actionTs);
  const thread = message.threadTs === undefined ? {} : { thread_ts: message.threadTs };
  const receipt = await traffic.send({
    kind: "interactive",
    body: {
      ...head,
      container: {
        type: "message",
        message_ts: message.ts,
        channel_id: channel.id,
        is_ephemeral: stored === undefined,
        ...thread,
      },
      trigger_id: triggers.issue(user.id, channel.id),
      channel: { ...payloadChannel(channel) },
      ...(stored === undefined ? {} : { message: messageJson(world, channel, stored) }),
      state: { values: stateAfter(message.blocks, block, element, input.choose) },
      response_url: responseUrls.issue({ workspace, channel, userId: user.id, message }),
      actions: [action],
    },
  });
  if (!receipt.acknowledged) {
    // Slack draws a warning sign beside the element; as text, terminals and pages can show it too.
    const error = receipt.timedOut ? "operation_timeout" : "dispatch_failed";
    const text = `${stringOf(action["action_id"])} failed with the error "${error}"`;
    world.whisper({
      channelId: channel.id,
      userId: user.id,
      from: "slack",
      text,
      ...(message.threadTs === undefined ? {} : { threadTs: message.threadTs }),
    });
  }
  return receipt;
};

const stateAfter = (
  blocks: readonly JsonValue[],
  block: JsonObject,
  element: JsonObject,
  choose?: Entry,
): JsonObject => {
  const values = initialState(blocks, {});
  const state = choose === undefined ? undefined : elementState(element, choose);
  const blockId = stringOf(block["block_id"]);
  return state
    ? { ...values, [blockId]: { ...objectOf(values[blockId]), [stringOf(element["action_id"])]: state } }
    : values;
};

const shownView = ({ world }: SlackContext, userId: string, where: "modal" | "home"): SlackView => {
  const view = where === "modal" ? world.views.top(userId) : world.views.home(userId);
  if (view) return view;
  throw new Error(`${userId} has no ${where} open.`);
};
