import type { QuestionVerbName } from "./question.ts";
import type { QuestionVerb } from "./question-verb.ts";
import { build } from "./verbs/build.ts";
import { builds } from "./verbs/builds.ts";
import { compare } from "./verbs/compare.ts";
import { failures } from "./verbs/failures.ts";
import { flaky } from "./verbs/flaky.ts";
import { jobs } from "./verbs/jobs.ts";
import { runs } from "./verbs/runs.ts";
import { test } from "./verbs/test.ts";
import { trend } from "./verbs/trend.ts";

/** Every verb that asks, in the order `help` lists them. */
export const QUESTION_VERBS: { readonly [Name in QuestionVerbName]: QuestionVerb<Name> } = {
  failures,
  runs,
  build,
  builds,
  compare,
  test,
  jobs,
  flaky,
  trend,
};
