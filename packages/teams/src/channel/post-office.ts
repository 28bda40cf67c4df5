import type { Conversation } from "@perfecto-bot/domain";
import type {
  DeliveryFailure,
  EditOutcome,
  LeftOut,
  PostOutcome,
  RefusalBook,
  RemoveOutcome,
} from "@perfecto-bot/pipeline";
import type { Caller } from "../connector/caller.ts";
import type { Attempt } from "../connector/explain-failure.ts";
import type { CallOptions, OutgoingActivity, TeamsAdapter } from "../connector/teams-adapter.ts";
import { withRemedies, type Outcome } from "../connector/with-remedies.ts";
import { fieldsOf } from "../fields-of.ts";
import { withoutThread } from "../incoming/activity.ts";
import type { PlaceBook } from "../places/place-book.ts";
import type { ContentShape } from "../render/index.ts";
import type { TeamsLog } from "../teams-log.ts";
import type { ContentIn } from "./card-content.ts";
import { leftOutOf } from "./left-out-of.ts";
import { lesserShapes } from "./lesser-shapes.ts";
import { messageActivity } from "./message-activity.ts";
import { readPostedId, writePostedId, type MessagePlace } from "./posted-id.ts";
import { refusedForms, shapeWithout } from "./refused-shape.ts";

/** Posts, replies and edits. Never rejects. */
export interface PostOffice {
  /** A new thread in a channel, or a message in a chat. `at`: where it is known to be served. */
  readonly post: (conversation: Conversation, content: ContentIn, at?: ServedAt) => Promise<PostOutcome>;
  /** A reply in a channel's thread; in a chat, which has no threads, a message. */
  readonly reply: (
    conversation: Conversation,
    threadId: string,
    content: ContentIn,
    at?: ServedAt,
  ) => Promise<PostOutcome>;
  readonly edit: (conversation: Conversation, place: MessagePlace, content: ContentIn) => Promise<EditOutcome>;
  /** Deletes a message; one that is gone already counts as deleted. */
  readonly remove: (conversation: Conversation, place: MessagePlace) => Promise<RemoveOutcome>;
  /** "Perfecto is typing". Nobody waits for it and nothing depends on it. */
  readonly type: (conversation: Conversation, threadId: string) => Promise<void>;
}

/** Where Teams serves a conversation now. */
export interface ServedAt {
  readonly serviceUrl: string;
  readonly isChannel: boolean;
}

/** What the post office works with. */
export interface PostOfficeOptions {
  readonly caller: Caller;
  readonly book: PlaceBook;
  readonly refusals: RefusalBook;
  readonly log: TeamsLog;
}

const TYPING_TIMEOUT_MS = 3_000;
/** What deletes a message needs no content. */
const NOTHING: OutgoingActivity = { type: "message" };

/** What a call is made with: where it goes, and the content in the form that is left to try. */
interface Parcel {
  readonly adapter: TeamsAdapter;
  readonly to: CallOptions;
  readonly activity: OutgoingActivity;
  readonly isChannel: boolean;
}

type Carried =
  | { readonly kind: "done"; readonly value: unknown; readonly isChannel: boolean; readonly less: Less }
  | DeliveryFailure;

/** What a message that was accepted goes without. */
interface Less {
  readonly leftOut?: readonly LeftOut[];
}

/** Opens it. What Teams answers about a place or a tenant is written into the book. */
export function openPostOffice({ caller, book, refusals, log }: PostOfficeOptions): PostOffice {
  async function post(conversation: Conversation, content: ContentIn, at?: ServedAt): Promise<PostOutcome> {
    const start = ({ adapter, to, activity, isChannel }: Parcel): Promise<unknown> => {
      if (!isChannel) return adapter.send(to, conversation.id, activity);
      return adapter.createThread(to, { tenantId: conversation.workspace, channelId: conversation.id, activity });
    };
    const carried = await carry({ call: "post", conversation }, content, start, at);
    if (carried.kind !== "done") return carried;
    const { value, less } = carried;
    return posted(carried.isChannel ? threadPlace(value) : sentPlace(conversation.id, value), less);
  }

  async function reply(
    conversation: Conversation,
    threadId: string,
    content: ContentIn,
    at?: ServedAt,
  ): Promise<PostOutcome> {
    const target = (isChannel: boolean): string => (isChannel ? threadId : conversation.id);
    const send = ({ adapter, to, activity, isChannel }: Parcel): Promise<unknown> =>
      adapter.send(to, target(isChannel), activity);
    const carried = await carry({ call: "reply", conversation }, content, send, at);
    if (carried.kind !== "done") return carried;
    return posted(sentPlace(target(carried.isChannel), carried.value), carried.less);
  }

  async function edit(conversation: Conversation, place: MessagePlace, content: ContentIn): Promise<EditOutcome> {
    const carried = await carry({ call: "edit", conversation }, content, ({ adapter, to, activity }) =>
      adapter.update(to, place, activity),
    );
    return carried.kind === "done" ? { kind: "edited", ...carried.less } : carried;
  }

  async function remove(conversation: Conversation, place: MessagePlace): Promise<RemoveOutcome> {
    const carried = await carry({ call: "edit", conversation }, undefined, ({ adapter, to }) =>
      adapter.remove(to, place),
    );
    if (carried.kind === "done" || carried.kind === "target-gone") return { kind: "removed" };
    return carried;
  }

  async function type(conversation: Conversation, threadId: string): Promise<void> {
    const { serviceUrl, isChannel } = await whereIs(conversation);
    const to = { serviceUrl, timeoutMs: TYPING_TIMEOUT_MS };
    const target = isChannel ? threadId : conversation.id;
    await caller.call(to, (adapter) => adapter.send(to, target, { type: "typing" }));
  }

  async function carry(
    { call, conversation }: Attempt,
    content: ContentIn | undefined,
    run: (parcel: Parcel) => Promise<unknown>,
    at?: ServedAt,
  ): Promise<Carried> {
    let place: ServedAt;
    try {
      place = at ?? (await whereIs(conversation));
    } catch (error) {
      return { kind: "unreachable", detail: `what is known of the conversation cannot be read (${nameOf(error)})` };
    }
    const { serviceUrl, isChannel } = place;
    // A chat has no threads: what is gone when a reply finds nothing is the chat itself.
    const attempt: Attempt = { call: call === "reply" && !isChannel ? "post" : call, conversation };
    const refused = await refusals.refusedIn(conversation);
    const whole = shapeWithout(refused);
    const send = (shape: ContentShape, timeoutMs: number) => {
      const activity = content === undefined ? NOTHING : messageActivity(content(shape));
      return caller.call({ serviceUrl, timeoutMs }, (adapter, to) => run({ adapter, to, activity, isChannel }));
    };
    const outcome = await withRemedies(
      attempt,
      { whole, lesser: (remedy) => (content === undefined ? [] : lesserShapes(remedy, whole, content)), run: send },
      caller.forgetToken,
    ).catch((error: unknown): Outcome<ContentShape> => {
      const detail = `the card cannot be drawn (${nameOf(error)})`;
      return { kind: "failed", failure: { kind: "refused", detail } };
    });
    if (outcome.kind === "done") {
      const { value, form, because = [...refused.values()].join("; ") } = outcome;
      if (content === undefined) return { kind: "done", value, isChannel, less: {} };
      const forms = refusedForms(content, whole, form);
      await refusals.remember(conversation, new Map(forms.map((one) => [one, because])));
      const leftOut = because === "" ? [] : leftOutOf(content, form, because);
      return { kind: "done", value, isChannel, less: leftOut.length === 0 ? {} : { leftOut } };
    }
    await note(outcome, conversation).catch((error: unknown) =>
      log.error({ error: nameOf(error) }, "what Teams said of a conversation could not be kept"),
    );
    return outcome.failure;
  }

  /** An address that is not known is "", which no allow-list holds. */
  async function whereIs(conversation: Conversation): Promise<ServedAt> {
    const place = await book.place(conversation);
    const serviceUrl = place?.serviceUrl ?? (await book.tenant(conversation.workspace))?.serviceUrl ?? "";
    const isChannel = place === undefined ? looksLikeChannel(conversation.id) : place.kind === "channel";
    return { serviceUrl, isChannel };
  }

  async function note(
    { failure, deadBy }: Extract<Outcome<ContentShape>, { kind: "failed" }>,
    conversation: Conversation,
  ): Promise<void> {
    if (failure.kind === "installation-dead" && deadBy !== undefined) {
      const { detail, todo } = failure;
      log.error({ tenant: conversation.workspace, detail, todo }, "nothing can be posted in Teams");
      const tenant = (await book.tenant(conversation.workspace)) ?? { serviceUrl: "" };
      await book.keepTenant(conversation.workspace, { ...tenant, dead: { cause: deadBy, detail, todo } });
    }
    if (failure.kind === "conversation-unavailable") {
      const place = await book.place(conversation);
      if (place !== undefined) await book.keepPlace(conversation, { ...place, closed: failure.detail });
    }
  }

  return { post, reply, edit, remove, type };
}

function posted(place: MessagePlace | undefined, less: Less): PostOutcome {
  if (place === undefined)
    return { kind: "ambiguous", detail: "Teams accepted the message without saying where it is" };
  return { kind: "posted", id: writePostedId(place), ...less };
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}

/** The thread in which a reply to a message belongs. */
export function threadOf(id: string): string | undefined {
  const place = readPostedId(id);
  if (place === undefined) return undefined;
  const { conversationId, activityId } = place;
  return withoutThread(conversationId) === conversationId
    ? `${conversationId};messageid=${activityId}`
    : conversationId;
}

function looksLikeChannel(id: string): boolean {
  return /@thread\.(?:tacv2|skype)$/u.test(id);
}

function threadPlace(answer: unknown): MessagePlace | undefined {
  const { id, activityId } = fieldsOf(answer);
  if (typeof id !== "string") return undefined;
  const [, root] = /;messageid=(.+)$/u.exec(id) ?? [];
  const own = typeof activityId === "string" && activityId !== "" ? activityId : root;
  return own === undefined ? undefined : { conversationId: id, activityId: own };
}

function sentPlace(conversationId: string, answer: unknown): MessagePlace | undefined {
  const { id } = fieldsOf(answer);
  return typeof id === "string" && id !== "" ? { conversationId, activityId: id } : undefined;
}
