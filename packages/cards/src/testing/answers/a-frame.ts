import { NINE } from "@perfecto-bot/domain/testing";
import type { AnswerFrame } from "../../answers/answer-card.ts";
import { LIBRARY } from "./a-lab-history.ts";

/** What is common to the answers of these samples: everything was read, and everything can be done. */
export function aFrame(understoodAs: string, overrides: Partial<AnswerFrame> = {}): AnswerFrame {
  return {
    understoodAs,
    coverage: { asOfMs: NINE },
    actions: { more: "q7.2", share: "q7", subscribe: "q7", libraryUrl: LIBRARY },
    ...overrides,
  };
}
