import { VERBS } from "@perfecto-bot/domain";
import { describe, expect, it } from "vitest";
import { BOT_VERBS } from "./bot-verbs.ts";
import { completeMessage, mentionsBot } from "./complete-message.ts";

const all = BOT_VERBS.map(({ name }) => name);
const titles = (text: string, isPersonal: boolean): readonly string[] =>
  completeMessage(text, "Perfecto", isPersonal).map(({ title }) => title);

describe("completeMessage", () => {
  it("knows exactly the verbs that the bot knows", () => {
    expect(all.toSorted()).toEqual(Object.keys(VERBS).toSorted());
  });

  it.each([
    ["@", all],
    ["@per", all],
    ["@Perfecto", all],
    ["  @perfecto ", all],
    ["@Perfecto sub", ["subscribe", "subscriptions"]],
    ["@Perfecto UN", ["unsubscribe", "unmute"]],
    ["@Perfecto help", []],
    ["@Perfecto mute t", []],
    ["@Perfecto nonsense", []],
    ["@Perfectos", []],
    ["@Dana", []],
    ["", []],
    ["sub", []],
    ["ask @Per", []],
  ])("in a channel, %j may mean %j", (text, verbs) => {
    expect(titles(text, false)).toEqual(verbs.map((verb) => `@Perfecto ${verb}`));
  });

  it.each([
    ["", []],
    ["s", ["subscribe", "subscriptions", "status"]],
    ["mu", ["mute"]],
    ["help", []],
    ["mute x", []],
    ["@Dana", []],
  ])("alone with the bot, %j may mean %j", (text, verbs) => {
    expect(titles(text, true)).toEqual(verbs);
  });

  it("leaves room for what follows the verb", () => {
    expect(completeMessage("@P", "Perfecto", false)[1]).toMatchObject({ text: "@Perfecto failures " });
  });
});

describe("mentionsBot", () => {
  it.each([
    ["@Perfecto", true],
    [" @perfecto help", true],
    ["@Perfecto, help", true],
    ["@Perfectos help", false],
    ["help @Perfecto", false],
    ["Perfecto help", false],
    ["", false],
  ])("%j: %j", (text, is) => {
    expect(mentionsBot(text, "Perfecto")).toBe(is);
  });
});
