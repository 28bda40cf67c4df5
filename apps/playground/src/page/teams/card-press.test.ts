import { describe, expect, it } from "vitest";
import { playgroundAction } from "../../wire/playground-action.ts";
import { cardPress } from "./card-press.ts";

const EXECUTE = { type: "Action.Execute", title: "Mute", verb: "perfecto", data: { action: "mute", subject: "a/b/1" } };

describe("cardPress", () => {
  it("sends what the action carries apart from what was entered", () => {
    expect(cardPress({ json: EXECUTE, inputs: { job: { value: "Nightly" }, filter: { value: undefined } } })).toEqual({
      action: "Action.Execute",
      verb: "perfecto",
      data: { action: "mute", subject: "a/b/1" },
      inputs: { job: "Nightly", filter: "" },
    });
  });

  it.each([
    ["an emptied text", "", ""],
    ["nothing", undefined, ""],
    ["a number", 4, "4"],
    ["chosen people", "here,29:dana", "here,29:dana"],
  ])("%s is entered as text", (_, value, text) => {
    expect(cardPress({ json: EXECUTE, inputs: { it: { value } } })?.inputs).toEqual({ it: text });
  });

  it.each([
    ["Action.Submit", { type: "Action.Submit", id: "go" }, { action: "Action.Submit", id: "go", inputs: {} }],
    ["Action.OpenUrl", { type: "Action.OpenUrl", url: "https://a.example" }, undefined],
    ["Action.ShowCard", { type: "Action.ShowCard", card: {} }, undefined],
    ["nothing", undefined, undefined],
    ["a list", [EXECUTE], undefined],
  ])("%s", (_, json, press) => {
    expect(cardPress({ json, inputs: {} })).toEqual(press);
  });

  it("is an action that the playground takes", () => {
    const press = cardPress({ json: EXECUTE, inputs: { a: { value: "b" } } });
    const action = { kind: "teams-press", userId: "29:q", message: { placeId: "p", messageId: "1" }, ...press };
    expect(playgroundAction.parse(action)).toEqual(action);
  });
});
