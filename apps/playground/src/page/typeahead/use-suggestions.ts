import { useEffect, useState } from "react";

/** What there is to choose for what somebody typed. */
export interface Found<Choice> {
  readonly choices: readonly Choice[];
  /** Why there is nothing, in one sentence; "" where nothing went wrong. */
  readonly trouble: string;
}

/** Looks for choices. Never rejects. */
export type Ask<Choice> = (typed: string) => Promise<Found<Choice>>;

/** What was found, for a text that may be an earlier one by now. */
export interface Suggestions<Choice> extends Found<Choice> {
  /** An answer to what is typed now is on its way. */
  readonly isAsking: boolean;
}

/** Somebody rests from typing for so long before anybody is asked. */
const TYPING_REST_MS = 200;

const NOTHING = { choices: [], trouble: "" } as const;

/**
 * Asks for what is typed, while `typed` is something to ask for. What was found before stays until the next answer is
 * there; answers that come too late are left out.
 */
export function useSuggestions<Choice>(ask: Ask<Choice> | undefined, typed: string | undefined): Suggestions<Choice> {
  const [found, setFound] = useState<{ readonly typed: string; readonly answer: Found<Choice> }>();
  useEffect(() => {
    if (ask === undefined || typed === undefined) return undefined;
    let isWanted = true;
    const timer = setTimeout(() => {
      void ask(typed).then((answer) => {
        if (isWanted) setFound({ typed, answer });
        return undefined;
      });
    }, TYPING_REST_MS);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [ask, typed]);
  return { ...(found?.answer ?? NOTHING), isAsking: typed !== undefined && typed !== found?.typed };
}
