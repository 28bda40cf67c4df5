import { setTimeout as delay } from "node:timers/promises";
import type { Remedy } from "./error-table.ts";
import { explainFailure, type Attempt, type ExplainedFailure } from "./explain-failure.ts";
import type { CallAnswer } from "./wire-failure.ts";

/** In which form a call is made. */
export interface Shape {
  readonly textOnly: boolean;
  readonly timeoutMs: number;
}

/** What came of a call and of everything that was tried to help it. */
export type Outcome =
  | { readonly kind: "done"; readonly value: unknown }
  | ({ readonly kind: "failed" } & ExplainedFailure);

/** How long one call may take. One that is cut off here may still have been carried out by Teams. */
const CALL_TIMEOUT_MS = 10_000;
/** Everything together stays below the time for which a lane is held. */
const ALL_WITHIN_MS = 12_000;
const WORTH_TRYING_MS = 1_000;
const ONCE_MORE_AFTER_MS = 1_500;

/**
 * Makes a call; where the table of errors knows a remedy, applies it, each at most once, and makes the call again. All
 * remedies answer to errors that prove that nothing was posted.
 */
export async function withRemedies(
  attempt: Attempt,
  call: (shape: Shape) => Promise<CallAnswer<unknown>>,
  forgetToken: () => void,
): Promise<Outcome> {
  const tried = new Set<Remedy>();
  const startedMs = performance.now();
  const leftMs = (): number => ALL_WITHIN_MS - (performance.now() - startedMs);
  for (;;) {
    const timeoutMs = Math.ceil(Math.min(CALL_TIMEOUT_MS, leftMs()));
    const answer = await call({ textOnly: tried.has("text-only"), timeoutMs });
    if (answer.kind === "done") return answer;
    const explained = explainFailure(answer.failure, attempt);
    const { remedy } = explained;
    const waitMs = remedy === "try-once-more" ? ONCE_MORE_AFTER_MS : 0;
    if (remedy === undefined || tried.has(remedy) || leftMs() < waitMs + WORTH_TRYING_MS)
      return { kind: "failed", ...explained };
    tried.add(remedy);
    if (remedy === "new-token") forgetToken();
    await delay(waitMs);
  }
}
