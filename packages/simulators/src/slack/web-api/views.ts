import type { JsonObject, JsonValue } from "../json-value.ts";
import { isJsonObject, stringOf } from "../json-value.ts";
import { LIMITS } from "../limits.ts";
import { viewFaults } from "../validation/views.ts";
import type { SlackView, Workspace } from "../world/entities.ts";
import type { SlackWorld } from "../world/slack-world.ts";
import type { ViewPlace } from "../world/view-stacks.ts";
import { SlackApiError } from "./api-error.ts";
import type { ApiCall, ApiMethod } from "./api-method.ts";

/** A view as Slack writes it in answers and payloads. */
export const viewJson = (world: SlackWorld, workspace: Workspace, view: SlackView): JsonObject => ({
  id: view.id,
  team_id: view.teamId,
  type: view.definition["type"] ?? "modal",
  blocks: view.definition["blocks"] ?? [],
  private_metadata: view.definition["private_metadata"] ?? "",
  callback_id: view.definition["callback_id"] ?? "",
  state: { values: view.state },
  hash: view.hash,
  title: view.definition["title"] ?? { type: "plain_text", text: "View Title", emoji: true },
  clear_on_close: view.definition["clear_on_close"] ?? false,
  notify_on_close: view.definition["notify_on_close"] ?? false,
  close: view.definition["close"] ?? null,
  submit: view.definition["submit"] ?? null,
  previous_view_id: view.previousViewId,
  root_view_id: view.rootViewId,
  app_id: world.app.id,
  external_id: view.definition["external_id"] ?? "",
  app_installed_team_id: workspace.id,
  bot_id: workspace.botId,
});

/** A view that passes Slack's rules. @throws SlackApiError naming each fault with its JSON pointer. */
export const checkView = (
  world: SlackWorld,
  teamId: string,
  view: JsonValue | undefined,
  type: "modal" | "home",
  updating?: SlackView,
): JsonObject => {
  if (!isJsonObject(view)) {
    throw new SlackApiError("invalid_arguments", {
      response_metadata: { messages: ["[ERROR] must provide an object [json-pointer:/view]"] },
    });
  }
  if (JSON.stringify(view).length > LIMITS.viewBytes) throw new SlackApiError("view_too_large");
  const messages = viewFaults(view, type, (id) => world.canShowFile(teamId, id));
  if (messages.length > 0)
    throw new SlackApiError("invalid_arguments", { response_metadata: { messages: [...messages] } });
  const externalId = stringOf(view["external_id"]);
  const holder = world.views.find({ externalId });
  if (externalId !== "" && holder && holder !== updating) throw new SlackApiError("duplicate_external_id");
  return view;
};

const redeem = (call: ApiCall): ViewPlace => {
  const outcome = call.services.redeemTrigger(call.args.required("trigger_id"));
  if (outcome.kind !== "redeemed") throw new SlackApiError(outcome.kind);
  const { userId, channelId } = outcome;
  return { teamId: call.workspace.id, userId, ...(channelId === undefined ? {} : { fromChannelId: channelId }) };
};

const answer = (call: ApiCall, view: SlackView): JsonObject => ({ view: viewJson(call.world, call.workspace, view) });

/** @see https://docs.slack.dev/reference/methods/views.open */
const open = (call: ApiCall): JsonObject => {
  const view = checkView(call.world, call.workspace.id, call.args.json("view"), "modal");
  return answer(call, call.world.views.open(redeem(call), view));
};

/** @see https://docs.slack.dev/reference/methods/views.push */
const push = (call: ApiCall): JsonObject => {
  const definition = checkView(call.world, call.workspace.id, call.args.json("view"), "modal");
  const view = call.world.views.push(redeem(call), definition);
  if (view === undefined) throw new SlackApiError("push_limit_reached");
  return answer(call, view);
};

const refuseOldHash = (call: ApiCall, view: SlackView | undefined): void => {
  const hash = call.args.text("hash");
  if (hash !== undefined && view !== undefined && hash !== view.hash) throw new SlackApiError("hash_conflict");
};

/** @see https://docs.slack.dev/reference/methods/views.update */
const update = (call: ApiCall): JsonObject => {
  const { world, args, workspace } = call;
  const view = world.views.find({ id: args.text("view_id"), externalId: args.text("external_id") });
  if (view === undefined || view.teamId !== workspace.id) throw new SlackApiError("not_found");
  const type = view.definition["type"] === "home" ? "home" : "modal";
  const definition = checkView(world, workspace.id, args.json("view"), type, view);
  refuseOldHash(call, view);
  world.views.update(view, definition);
  return answer(call, view);
};

/** @see https://docs.slack.dev/reference/methods/views.publish */
const publish = (call: ApiCall): JsonObject => {
  const { world, args, workspace } = call;
  const userId = args.required("user_id");
  if (!workspace.users.has(userId)) throw new SlackApiError("user_not_found");
  const existing = world.views.home(userId);
  const definition = checkView(world, workspace.id, args.json("view"), "home", existing);
  refuseOldHash(call, existing);
  return answer(call, world.views.publishHome({ teamId: workspace.id, userId }, definition));
};

export const viewMethods: Readonly<Record<string, ApiMethod>> = {
  "views.open": { token: "bot", tier: "tier4", run: open },
  "views.push": { token: "bot", tier: "tier4", run: push },
  "views.update": { token: "bot", tier: "tier4", run: update },
  "views.publish": { token: "bot", tier: "tier4", run: publish },
};
