import { actionsIn, type Delivery } from "@perfecto-bot/simulators/teams";
import type { JsonObject } from "@perfecto-bot/simulators/slack";
import { objectOf, textOf } from "../../draw/read-json.ts";
import { oneLine } from "./one-line.ts";
import type { TeamsNames } from "./teams-names.ts";
import type { Told } from "./told.ts";

/**
 * A button or a form in a card, or news of the bot's installation. Of messages Teams tells the service as well; those
 * are told of only where the service did not take them. `card`: the one that was pressed, for the button's title.
 */
export function describeTeamsDelivery(
  delivery: Delivery,
  names: TeamsNames,
  card: JsonObject | undefined,
): Told | undefined {
  const { at: atMs, acknowledged, notSent } = delivery;
  if (notSent !== undefined) return undefined;
  const activity = objectOf(delivery.activity);
  const deed = deedOf(activity, names, card, acknowledged);
  if (acknowledged) {
    return deed === undefined
      ? undefined
      : { atMs, actor: "person", kind: "acted", text: oneLine(deed), tone: "normal" };
  }
  const what = deed ?? `Teams told the service of ${textOf(activity["type"]) || "something"}`;
  return {
    atMs,
    actor: "teams",
    kind: "failed-call",
    text: oneLine(`${what}; the service did not answer`),
    tone: "bad",
  };
}

function deedOf(
  activity: JsonObject,
  names: TeamsNames,
  card: JsonObject | undefined,
  isAnswered: boolean,
): string | undefined {
  const value = objectOf(activity["value"]);
  const who = names.person(textOf(objectOf(activity["from"])["id"]));
  const where = names.place(textOf(objectOf(activity["conversation"])["id"]));
  if (activity["type"] === "installationUpdate")
    return `${who} ${textOf(activity["action"]).startsWith("remove") ? "removed the bot from" : "added the bot to"} ${where}`;
  if (activity["type"] === "message" && activity["value"] === undefined) return undefined;
  // It comes with every letter: only one that was not answered is worth a line.
  if (activity["name"] === "application/search")
    return isAnswered ? undefined : `${who} searched in a form in ${where}`;
  if (activity["type"] === "invoke" || activity["type"] === "message") {
    const title = titleOf(card, objectOf(objectOf(value["action"])["data"] ?? value["data"] ?? value));
    return title === undefined ? `${who} used a card in ${where}` : `${who} pressed “${title}” in ${where}`;
  }
  return undefined;
}

/** The title of the action whose own data came back; what was entered came with it. */
function titleOf(card: JsonObject | undefined, data: JsonObject): string | undefined {
  const found = actionsIn(card).find((action) => {
    const own = Object.entries(objectOf(action["data"]));
    return own.length > 0 && own.every(([name, value]) => JSON.stringify(data[name]) === JSON.stringify(value));
  });
  return textOf(found?.["title"]) || undefined;
}
