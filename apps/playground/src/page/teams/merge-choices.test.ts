import { expect, it } from "vitest";
import { mergeChoices } from "./merge-choices.ts";

const choice = (value: string, title = value) => ({ title, value });
const own = [choice("*", "* (any)"), choice("Weekly")];

it.each([
  ["nothing typed: the card's own first", "", [choice("Nightly")], ["* (any)", "Weekly", "Nightly"]],
  ["only the own ones that contain it", " wEEk", [choice("Weekend")], ["Weekly", "Weekend"]],
  ["each value once, by the card's own title", "any", [choice("*"), choice("Any")], ["* (any)", "Any"]],
  ["what was found need not contain it", "nihgtly", [choice("Nightly")], ["Nightly"]],
  ["nothing", "x", [], []],
])("offers %s", (_name, typed, found, titles) => {
  expect(mergeChoices(own, found, typed).map(({ title }) => title)).toEqual(titles);
});
