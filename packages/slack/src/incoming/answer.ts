import { bold, text, type Card, type Form } from "@perfecto-bot/cards";
import type { Reply } from "@perfecto-bot/pipeline";
import { editMessage } from "../channel/edit-message.ts";
import { sendCard } from "../channel/send-card.ts";
import { tellDirectly } from "../channel/tell-directly.ts";
import { tellInPlace } from "../channel/tell-in-place.ts";
import type { PlacedCard } from "../pictures/placed-card.ts";
import { renderForm } from "../render/index.ts";
import { postMessage } from "../web-api/post-message.ts";
import { withRemedies, type CallOutcome } from "../web-api/with-remedies.ts";
import { isDirect, type AnswerWay } from "./answer-way.ts";
import { writeFormContext } from "./form-context.ts";
import type { Intake } from "./intake.ts";
import { respondWithCard } from "./respond-with-card.ts";
import { shareCard } from "./share-card.ts";
import type { ShownProgress } from "./show-progress.ts";
import { takesPlace } from "./takes-place.ts";

type CardReply = Extract<Reply, { kind: "card" }>;
type Means = Pick<Intake, "channel" | "pictures" | "once" | "now" | "log">;

const NOTHING_SHOWN: ShownProgress = { kind: "nothing" };

/**
 * Gives a reply to whoever asked, by the first way that works. `shown`: the progress that stands there, whose place the
 * answer takes where it can. Never rejects; a reply nobody could see is logged.
 */
export async function answer(
  reply: Reply,
  way: AnswerWay,
  means: Means,
  shown: ShownProgress = NOTHING_SHOWN,
): Promise<void> {
  switch (reply.kind) {
    case "card":
      return answerCard(reply, way, means, shown);
    case "form":
      if (!(await openForm(reply.form, way))) await showCard(privately(formDoor(reply.form)), way, means, shown);
      return undefined;
    case "revise":
      return showCard(privately(mistakesCard(reply.errors)), way, means, shown);
  }
}

async function answerCard(reply: CardReply, way: AnswerWay, means: Means, shown: ShownProgress): Promise<void> {
  if (!reply.shared || reply.key === undefined) return showCard(reply, way, means, shown);
  const told = await shareCard(reply.card, reply.key, way, means);
  return told && showCard({ ...privately(told), replaces: false }, way, means, shown);
}

function privately(card: Card): CardReply {
  return { kind: "card", card, shared: false };
}

async function showCard(
  reply: CardReply,
  way: AnswerWay,
  { pictures, log }: Means,
  shown: ShownProgress,
): Promise<void> {
  const placed = await pictures.place(way.workspace, reply.card);
  for (const attempt of attempts(reply, placed, way, shown)) if (await attempt()) return;
  log.warn(
    { workspace: way.workspace.id, channel: way.channelId, card: reply.card.kind },
    "an answer could be shown neither in Slack's channel nor as a direct message",
  );
}

function attempts(
  reply: CardReply,
  placed: PlacedCard,
  way: AnswerWay,
  shown: ShownProgress,
): readonly (() => Promise<boolean>)[] {
  const { workspace, channelId, person, threadTs, responseUrl } = way;
  const { shared } = reply;
  const thread = threadTs === undefined ? {} : { thread_ts: threadTs };
  const replaces = takesPlace(reply, way) || (shown.kind === "in-place" && !shared);
  const manner = {
    response_type: shared ? "in_channel" : "ephemeral",
    replace_original: replaces,
    ...thread,
  } as const;
  const isDone = async (call: Promise<CallOutcome<unknown>>): Promise<boolean> => (await call).kind === "done";
  const byEdit = (ts: string) => () => isDone(editMessage(workspace, channelId, ts, placed));
  const byUrl = (url: string) => () => respondWithCard(url, manner, placed, shown.kind === "in-place" ? 1 : 2);
  const openly = () =>
    isDone(
      sendCard(workspace, "chat.postMessage", channelId, placed, (content) =>
        postMessage(workspace, { channel: channelId, ...content, ...thread }),
      ),
    );
  const inPlace = () => isDone(tellInPlace(workspace, channelId, person, placed, threadTs));
  const directly = () => isDone(tellDirectly(workspace, person, placed));
  return [
    ...(shown.kind === "message" ? [byEdit(shown.ts)] : []),
    ...(responseUrl === undefined ? [] : [byUrl(responseUrl)]),
    ...(shared || isDirect(way) ? [openly] : []),
    inPlace,
    directly,
  ];
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
