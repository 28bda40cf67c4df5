import { VERBS } from "@perfecto-bot/domain";
import { describe, expect, it } from "vitest";
import { completeText } from "./complete-text.ts";
import { COMMAND_VERBS } from "./command-verbs.ts";

const people = [
  { name: "quinn", realName: "Quinn QA" },
  { name: "dana", realName: "Dana Dev" },
];

describe("completeText", () => {
  it.each<[string, readonly string[]]>([
    ["/", ["/perfecto "]],
    ["/per", ["/perfecto "]],
    ["/perfecto", []],
    ["/other", []],
    ["/perfecto sub", ["/perfecto subscribe ", "/perfecto subscriptions"]],
    ["/perfecto help", []],
    ["/perfecto subscribe nightly", []],
    ["@Perfecto un", ["@Perfecto unsubscribe ", "@Perfecto unmute "]],
    ["hello @perfecto wh", ["hello @perfecto why "]],
    ["@", ["@perfecto ", "@quinn ", "@dana "]],
    ["ask @dev", ["ask @dana "]],
    ["ask @dana", []],
    ["me@perf", []],
    ["hello", []],
  ])("goes on after %j", (written, texts) => {
    expect(completeText(written, people).map(({ text }) => text)).toEqual(texts);
  });

  it("knows exactly the verbs that the bot knows", () => {
    expect(COMMAND_VERBS.map(({ name }) => name).toSorted()).toEqual(Object.keys(VERBS).toSorted());
  });

  it("offers every verb after the command", () => {
    expect(completeText("/perfecto ", people)).toHaveLength(COMMAND_VERBS.length);
  });
});
