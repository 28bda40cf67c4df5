import type { Delivery } from "@perfecto-bot/simulators/slack";
import { objectOf, objectsOf, textOf } from "../../draw/read-json.ts";
import { oneLine } from "./one-line.ts";
import type { SlackNames } from "./slack-names.ts";
import type { Told } from "./told.ts";

/**
 * What a person did that is no message: a slash command, a button, a form. Of messages Slack tells the service as well;
 * those are told of only where the service did not take them.
 */
export function describeSlackDelivery(delivery: Delivery, names: SlackNames): Told | undefined {
  const { at: atMs, kind, body, acknowledged, notSent } = delivery;
  if (notSent !== undefined) return undefined;
  const deed =
    kind === "command" ? command(delivery, names) : kind === "interactive" ? interaction(delivery, names) : undefined;
  if (deed === undefined && (acknowledged || kind !== "event")) return undefined;
  const text =
    deed ??
    `Slack could not tell the service of ${textOf(objectOf(body["event"])["type"]) || "an event"}; it tries again`;
  if (acknowledged) return { atMs, actor: "person", kind: "acted", text, tone: "normal" };
  return {
    atMs,
    actor: deed === undefined ? "slack" : "person",
    kind: "failed-call",
    text: deed === undefined ? text : `${text}; the service did not answer`,
    tone: "bad",
  };
}

function command({ body }: Delivery, names: SlackNames): string {
  const typed = `${textOf(body["command"])} ${textOf(body["text"])}`.trim();
  const where = names.place(textOf(body["channel_id"]));
  return oneLine(`${names.person(textOf(body["user_id"]))} typed ${typed} in ${where}`);
}

function interaction({ body }: Delivery, names: SlackNames): string {
  const who = names.person(textOf(objectOf(body["user"])["id"]));
  const title = textOf(objectOf(objectOf(body["view"])["title"])["text"]);
  switch (textOf(body["type"])) {
    case "view_submission":
      return oneLine(`${who} submitted the form “${title}”`);
    case "view_closed":
      return oneLine(`${who} closed the form “${title}”`);
    default: {
      const [action = {}] = objectsOf(body["actions"]);
      const label = textOf(objectOf(action["text"])["text"]);
      return oneLine(label === "" ? `${who} chose something` : `${who} pressed “${label}”`);
    }
  }
}
