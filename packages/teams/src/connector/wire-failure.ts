/** Why a call to Teams brought no result, in our own words. */
export type WireFailure =
  /** Teams answered with an error. `code` is its own, such as `BotNotInConversationRoster`. */
  | { readonly kind: "answered"; readonly status: number; readonly code?: string; readonly retryAfterMs?: number }
  /** There was no connection, so that nothing was sent. */
  | { readonly kind: "never-sent"; readonly code: string }
  /** Time-out, broken connection, unreadable answer: nobody knows whether Teams did it. */
  | { readonly kind: "lost" }
  /** No token to send it with. `refused`: Microsoft does not accept the credentials. */
  | { readonly kind: "no-token"; readonly refused: boolean; readonly detail: string }
  /** Not known where the service is for this place. */
  | { readonly kind: "nowhere" };

/** What came of a call. */
export type CallAnswer<T> =
  | { readonly kind: "done"; readonly value: T }
  | { readonly kind: "failed"; readonly failure: WireFailure };
