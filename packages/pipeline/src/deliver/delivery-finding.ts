import type { Conversation } from "@perfecto-bot/domain";
import type { LeftOut } from "../ports/channel.ts";
import type { WantedMessage } from "../ports/ledger.ts";

/** What a delivery found out that others have to know. It may be told more than once. */
export type DeliveryFinding =
  /** A message was accepted without parts of it. */
  | { readonly kind: "left-out"; readonly message: WantedMessage; readonly leftOut: readonly LeftOut[] }
  /** A message has new content and can no longer be edited. */
  | { readonly kind: "frozen"; readonly message: WantedMessage }
  /** The conversation has another id by now. */
  | { readonly kind: "moved"; readonly from: Conversation; readonly to: Conversation };
