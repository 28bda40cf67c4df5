import { expect, it } from "vitest";
import { describeChoices } from "./describe-choices.ts";
import type { ListState } from "./describe-choices.ts";

const nothing: ListState = { count: 0, isAsking: false, trouble: "" };

it.each<[ListState, string]>([
  [nothing, "No results"],
  [{ ...nothing, isAsking: true }, "Loading…"],
  [{ ...nothing, count: 1 }, "1 result"],
  [{ ...nothing, count: 20 }, "20 results"],
  [{ ...nothing, count: 2, isAsking: true }, "2 results"],
  [{ count: 2, isAsking: true, trouble: "Could not load options." }, "Could not load options."],
])("says of %j: %s", (state, words) => {
  expect(describeChoices(state)).toBe(words);
});
