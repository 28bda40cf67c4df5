import { expect, it } from "vitest";
import { writeTeamsText } from "./write-teams-text.ts";

const directory = { botName: "Perfecto", people: ["Dana Dev", "Dana Dev-Lead"] };

it.each([
  ["@Perfecto help", "help", true],
  ["@perfecto  subscribe *", "subscribe *", true],
  ["@Perfecto", "", true],
  ["@Perfecto: help", ": help", true],
  ["@Perfectoid help", "@Perfectoid help", false],
  ["help @Perfecto", "help @Perfecto", false],
  ["@Perfecto subscribe X notify:@Dana Dev", "subscribe X notify:<at>Dana Dev</at>", true],
  ["hi @Dana Dev-Lead", "hi <at>Dana Dev-Lead</at>", false],
])("reads %j", (typed, text, mention) => {
  expect(writeTeamsText(typed, directory)).toEqual({ text, mention });
});
