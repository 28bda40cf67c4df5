import { setTimeout as delay } from "node:timers/promises";
import type { Remedy } from "./error-table.ts";
import { explainFailure, type Attempt, type ExplainedFailure } from "./explain-failure.ts";
import type { CallAnswer } from "./wire-failure.ts";

/** What changes the message: each stands for several forms, tried one after the other. */
export type ContentRemedy = Extract<Remedy, "lighter" | "plainer">;

/** What is called, in which forms. */
export interface Call<Form> {
  /** The form that is tried first. */
  readonly whole: Form;
  /** The forms that are left to try where Teams refused it, the best first, none of them twice. */
  readonly lesser: (remedy: ContentRemedy) => readonly Form[];
  readonly run: (form: Form, timeoutMs: number) => Promise<CallAnswer<unknown>>;
}

/** What came of a call and of everything that was tried to help it. `because`: why it went in a lesser form. */
export type Outcome<Form> =
  | { readonly kind: "done"; readonly value: unknown; readonly form: Form; readonly because?: string }
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
export async function withRemedies<Form>(
  attempt: Attempt,
  { whole, lesser, run }: Call<Form>,
  forgetToken: () => void,
): Promise<Outcome<Form>> {
  const tried = new Set<Remedy>();
  const startedMs = performance.now();
  const leftMs = (): number => ALL_WITHIN_MS - (performance.now() - startedMs);
  let form = whole;
  let forms: Form[] = [];
  let because: string | undefined;
  for (;;) {
    const answer = await run(form, Math.ceil(Math.min(CALL_TIMEOUT_MS, leftMs())));
    if (answer.kind === "done") return { ...answer, form, ...(because === undefined ? {} : { because }) };
    const explained = explainFailure(answer.failure, attempt);
    const { remedy } = explained;
    const failed = { kind: "failed", ...explained } as const;
    const waitMs = remedy === "try-once-more" ? ONCE_MORE_AFTER_MS : 0;
    if (remedy === undefined || leftMs() < waitMs + WORTH_TRYING_MS) return failed;
    if (remedy === "lighter" || remedy === "plainer") {
      if (!tried.has(remedy)) forms = [...lesser(remedy)];
      const next = forms.shift();
      if (next === undefined) return failed;
      form = next;
      because ??= explained.failure.detail;
    } else if (tried.has(remedy)) return failed;
    tried.add(remedy);
    if (remedy === "new-token") forgetToken();
    await delay(waitMs);
  }
}
