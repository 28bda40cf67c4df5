import type { Card } from "@perfecto-bot/cards";
import type { Conversation } from "@perfecto-bot/domain";
import type { Budget } from "./rate-budget.ts";

/** A vendor's own id of a posted message, opaque to everybody but its channel adapter. */
export type PostedId = string;

/** A message to be posted. */
export interface PostRequest {
  readonly conversation: Conversation;
  readonly card: Card;
  /** Written invisibly into the message where the vendor can, so that `find` recognises it. */
  readonly key: string;
  /** The root this message answers in its thread. */
  readonly replyTo?: PostedId;
  /** Show a reply in the conversation as well. */
  readonly broadcast?: boolean;
}

/** Where to look for a message of which it is not known whether it was posted. */
export interface FindRequest {
  readonly conversation: Conversation;
  readonly key: string;
  readonly replyTo?: PostedId;
  /** When the first attempt began, epoch ms. */
  readonly sinceMs: number;
  /** When the last one began. Default: there was one. */
  readonly untilMs?: number;
}

/** Why a message is not there, or may be there. */
export type DeliveryFailure =
  /** Wait, then try the same again. `scope` names the budget that is used up. */
  | { readonly kind: "rate-limited"; readonly retryAfterMs: number; readonly scope: string; readonly detail: string }
  /** The vendor may have accepted it: look before posting again. */
  | { readonly kind: "ambiguous"; readonly detail: string }
  /** It certainly was not accepted; trying again may help. */
  | { readonly kind: "unreachable"; readonly detail: string }
  /** The message to edit, or the root to reply to, is gone. */
  | { readonly kind: "target-gone"; readonly detail: string }
  /** The message to edit stands as it is, and nobody lets the bot change it any more. It can be replied to. */
  | { readonly kind: "not-editable"; readonly detail: string }
  /** The conversation cannot be posted to until a person acts: archived, bot not a member, policy. */
  | { readonly kind: "conversation-unavailable"; readonly detail: string; readonly todo: string }
  /** The whole installation is dead: uninstalled, token revoked. */
  | { readonly kind: "installation-dead"; readonly detail: string; readonly todo: string }
  /** The vendor refuses this message in every form we have: a person has to look at it. */
  | { readonly kind: "refused"; readonly detail: string };

/** A part that the vendor refuses here, so that a message stands without it. */
export interface LeftOut {
  /**
   * `everybody`, `people`: the call to all who are there, or to those it names. `channel-copy`: a reply is not shown in the
   * conversation as well. `thread`: a reply is a message of its own. `pictures`. `detail`: rows and details beyond a lower
   * limit of size. `layout`: it is text alone.
   */
  readonly part: "everybody" | "people" | "channel-copy" | "thread" | "pictures" | "detail" | "layout";
  /** Why, for people, with the vendor's code. */
  readonly detail: string;
  /** What a person can do about it. */
  readonly todo: string;
}

/** What came of a post. `movedTo`: the vendor posted it in the conversation of another id, which is the same one by now. */
export type PostOutcome =
  | {
      readonly kind: "posted";
      readonly id: PostedId;
      readonly leftOut?: readonly LeftOut[];
      readonly movedTo?: Conversation;
    }
  | DeliveryFailure;
/** Whether a conversation can be posted to; `unknown` where the vendor could not say. */
export type ReachOutcome =
  | { readonly kind: "reachable" }
  | { readonly kind: "unknown" }
  | Extract<DeliveryFailure, { kind: "conversation-unavailable" | "installation-dead" }>;
/** What came of an edit. */
export type EditOutcome = { readonly kind: "edited"; readonly leftOut?: readonly LeftOut[] } | DeliveryFailure;
/** What came of deleting a message of ours; one that is gone already counts as removed. */
export type RemoveOutcome = { readonly kind: "removed" } | DeliveryFailure;
/**
 * What came of a look-up. `cannot-look`: the vendor or a missing permission does not allow it. `try-again`: not all of the
 * place was looked at yet; the same request goes on where this one ended.
 */
export type FindOutcome =
  /** `copies`: other messages with the same key. */
  | { readonly kind: "found"; readonly id: PostedId; readonly copies?: readonly PostedId[] }
  | { readonly kind: "absent" }
  | { readonly kind: "cannot-look"; readonly detail: string }
  | { readonly kind: "try-again"; readonly retryAfterMs: number; readonly detail: string };

/** A chat vendor. Methods never reject: everything that can happen is an outcome. */
export interface Channel {
  /** As in {@link Conversation.channel}. */
  readonly name: string;
  readonly post: (request: PostRequest) => Promise<PostOutcome>;
  readonly edit: (conversation: Conversation, id: PostedId, card: Card) => Promise<EditOutcome>;
  /** Looks for a message by its key; one call of the vendor at most for each of ours, but for what may make it possible. */
  readonly find: (request: FindRequest) => Promise<FindOutcome>;
  /** Deletes a message of ours that stands twice. */
  readonly remove: (conversation: Conversation, id: PostedId) => Promise<RemoveOutcome>;
  /** The vendor's published limits that one call of this kind uses up. Those of `find` may grow less as the vendor tells. */
  readonly budgets: (call: "post" | "edit" | "find", conversation: Conversation) => readonly Budget[];
  /** Whether the conversation can be posted to now, without posting. */
  readonly reach: (conversation: Conversation) => Promise<ReachOutcome>;
  /** Says something to one person privately, once; used to report trouble. Resolves to whether it was accepted. */
  readonly tell: (conversation: Conversation, person: string, card: Card) => Promise<boolean>;
}
