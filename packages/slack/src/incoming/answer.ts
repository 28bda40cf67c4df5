import { bold, text, type Card, type Form } from "@perfecto-bot/cards";
import type { Reply } from "@perfecto-bot/pipeline";
import { contentOf } from "../channel/content-of.ts";
import { tellDirectly } from "../channel/tell-directly.ts";
import { tellInPlace } from "../channel/tell-in-place.ts";
import { renderForm } from "../render/index.ts";
import type { SlackLog } from "../slack-log.ts";
import { postMessage } from "../web-api/post-message.ts";
import { withRemedies } from "../web-api/with-remedies.ts";
import type { SlackWorkspace } from "../workspaces/slack-workspaces.ts";
import { writeFormContext } from "./form-context.ts";
import { respond } from "./respond.ts";

/** How somebody who said something can be answered. */
export interface AnswerWay {
  readonly workspace: SlackWorkspace;
  readonly channelId: string;
  readonly person: string;
  /** The thread in which it was said; an ephemeral answer shows in a thread only where the thread exists. */
  readonly threadTs?: string;
  /** Answers even where the bot is no member. */
  readonly responseUrl?: string;
  /** Opens a modal within three seconds, once. */
  readonly triggerId?: string;
  /** The person's alone: what was pressed is an ephemeral message, which the answer may take the place of. */
  readonly replacesOriginal?: boolean;
}

/** Gives a reply to whoever asked, by the first way that works. Never rejects; a reply nobody could see is logged. */
export async function answer(reply: Reply, way: AnswerWay, log: SlackLog): Promise<void> {
  switch (reply.kind) {
    case "card":
      return showCard(reply.card, reply.shared, way, log);
    case "form":
      if (!(await openForm(reply.form, way))) await showCard(formDoor(reply.form), false, way, log);
      return undefined;
    case "revise":
      return showCard(mistakesCard(reply.errors), false, way, log);
  }
}

async function showCard(card: Card, shared: boolean, way: AnswerWay, log: SlackLog): Promise<void> {
  for (const attempt of attempts(card, shared, way)) if (await attempt()) return;
  log.warn(
    { workspace: way.workspace.id, channel: way.channelId, card: card.kind },
    "an answer could be shown neither in Slack's channel nor as a direct message",
  );
}

function attempts(card: Card, shared: boolean, way: AnswerWay): readonly (() => Promise<boolean>)[] {
  const { workspace, channelId, person, threadTs, responseUrl } = way;
  const byUrl = (textOnly: boolean) => (): Promise<boolean> =>
    responseUrl === undefined
      ? Promise.resolve(false)
      : respond(responseUrl, {
          response_type: shared ? "in_channel" : "ephemeral",
          replace_original: way.replacesOriginal === true && !shared,
          ...contentOf(card, { textOnly }),
          ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
        });
  const openly = async (): Promise<boolean> => {
    const outcome = await withRemedies(workspace, "chat.postMessage", channelId, (shape) =>
      postMessage(workspace, {
        channel: channelId,
        ...contentOf(card, shape),
        ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
      }),
    );
    return outcome.kind === "done";
  };
  const inPlace = async (): Promise<boolean> =>
    (await tellInPlace(workspace, channelId, person, card, threadTs)).kind === "done";
  const directly = async (): Promise<boolean> => (await tellDirectly(workspace, person, card)).kind === "done";
  const byUrls = responseUrl === undefined ? [] : [byUrl(false), byUrl(true)];
  const isDirect = channelId.startsWith("D");
  return [...byUrls, ...(shared || isDirect ? [openly] : []), inPlace, directly];
}

/** @see https://docs.slack.dev/reference/methods/views.open */
async function openForm(form: Form, way: AnswerWay): Promise<boolean> {
  const { workspace, channelId, threadTs, responseUrl, triggerId } = way;
  if (triggerId === undefined) return false;
  const context = writeFormContext({
    channelId,
    ...(form.subject === undefined ? {} : { subject: form.subject }),
    ...(threadTs === undefined ? {} : { threadTs }),
    ...(responseUrl === undefined ? {} : { responseUrl }),
  });
  const outcome = await withRemedies(workspace, "views.open", channelId, () =>
    workspace.client.views.open({ trigger_id: triggerId, view: renderForm(form, context) }),
  );
  return outcome.kind === "done";
}

/** A modal opens only upon a click or a command, and soon; where there is none, a button stands in for it. */
function formDoor(form: Form): Card {
  return {
    kind: "notice",
    status: "info",
    title: [bold(form.title), text(": press the button to open the form.")],
    body: [],
    buttons: [
      {
        kind: "action",
        label: "Open the form",
        action: form.kind === "subscribe" ? "subscription-add" : "subscription-edit",
        subject: form.subject ?? "new",
        style: "primary",
      },
    ],
    fallback: `${form.title}: press the button to open the form.`,
  };
}

/** Mistakes of a form that is no longer open. */
function mistakesCard(errors: Readonly<Record<string, string>>): Card {
  const found = Object.values(errors);
  return {
    kind: "mistakes",
    status: "warning",
    title: [text("Nothing was saved: please correct this and submit the form again.")],
    body: [{ kind: "list", rows: found.map((error) => [text(error)]), weight: "core" }],
    buttons: [],
    fallback: `Nothing was saved. ${found.join(" ")}`,
  };
}
