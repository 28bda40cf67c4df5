import type { Card } from "../card.ts";
import { BUILD_ANSWERS } from "./answers/build-answers.ts";
import { COMPARE_ANSWERS } from "./answers/compare-answers.ts";
import { EXECUTION_ANSWERS } from "./answers/execution-answers.ts";
import { GROUP_ANSWERS } from "./answers/group-answers.ts";
import { LONG_ANSWERS } from "./answers/long-answers.ts";
import { OTHER_ANSWERS } from "./answers/other-answers.ts";
import { TEST_ANSWERS } from "./answers/test-answers.ts";
import { UNANSWERED } from "./answers/unanswered.ts";

/** Every kind of answer there is, by name: the golden files of the cards and of each chat are made from these. */
export const GOLDEN_ANSWERS: Readonly<Record<string, Card>> = {
  ...EXECUTION_ANSWERS,
  ...GROUP_ANSWERS,
  ...BUILD_ANSWERS,
  ...COMPARE_ANSWERS,
  ...TEST_ANSWERS,
  ...LONG_ANSWERS,
  ...OTHER_ANSWERS,
  ...UNANSWERED,
};
