/**
 * A question of every verb about the lab that `fillLab` fills, and words of its answer, the same in every chat.
 */
export const QUESTIONS: readonly (readonly [words: string, parts: readonly string[]])[] = [
  ["failures last 24h", ["24 failed in 60 executions", "FAILED or BLOCKED executions", "[Subscribe to this]"]],
  ["runs last 2h by:platform", ["30 executions: 18 passed, 12 failed, 6 platforms", "counted by platform"]],
  ["build Nightly Regression 45", ["Nightly Regression #45", "12 of 30 failed"]],
  ["builds Nightly Regression", ["#45", "#44"]],
  ["compare Nightly Regression 44 45", ["Builds 44 and 45 of Nightly Regression"]],
  ["jobs", ["Nightly Regression"]],
  ["flaky", ["Flaky tests"]],
  ["trend Nightly Regression", ["60 % passed over 6 builds"]],
  ["failures tag:nothing-has-it", ["No execution matches", "You could ask"]],
  ["failures lsat 24h", ["did you mean", "last 24h"]],
];
