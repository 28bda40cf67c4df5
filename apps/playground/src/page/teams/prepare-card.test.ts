import { describe, expect, it } from "vitest";
import { prepareCard } from "./prepare-card.ts";

const PEOPLE = [
  { id: "29:quinn", name: "Quinn QA" },
  { id: "29:dana", name: "Dana Levi" },
];
const card = (...body: NonNullable<Parameters<typeof prepareCard>[0][string]>[]) => ({ type: "AdaptiveCard", body });

describe("prepareCard", () => {
  it("makes a people picker a choice of the people here, and keeps whoever was chosen before", () => {
    const picker = {
      type: "Input.ChoiceSet",
      id: "who",
      isMultiSelect: true,
      choices: [
        { title: "Everybody here", value: "here" },
        { title: "Dana, as known", value: "29:dana" },
      ],
      "choices.data": { type: "Data.Query", dataset: "graph.microsoft.com/users?scope=currentContext" },
      value: "29:dana,left-the-company",
    };
    expect(prepareCard(card({ type: "Container", items: [picker] }), PEOPLE)).toEqual(
      card({
        type: "Container",
        items: [
          {
            type: "Input.ChoiceSet",
            id: "who",
            isMultiSelect: true,
            choices: [
              { title: "Everybody here", value: "here" },
              { title: "Dana, as known", value: "29:dana" },
              { title: "Quinn QA", value: "29:quinn" },
              { title: "Somebody chosen before", value: "left-the-company" },
            ],
            value: "29:dana,left-the-company",
          },
        ],
      }),
    );
  });

  it("names an input whose choices the bot searches for otherwise, and leaves it as it is", () => {
    const job = {
      type: "Input.ChoiceSet",
      id: "job",
      choices: [{ title: "Weekly", value: "Weekly" }],
      "choices.data": { type: "Data.Query", dataset: "job" },
      value: "Weekly",
    };
    expect(prepareCard(card(job), PEOPLE)).toEqual(card({ ...job, type: "Input.SearchedChoices" }));
    const files = { ...job, "choices.data": { type: "Data.Query", dataset: "graph.microsoft.com/files" } };
    expect(prepareCard(card(files), PEOPLE)).toEqual(card(files));
  });

  it("leaves other choices alone", () => {
    const choices = { type: "Input.ChoiceSet", id: "x", choices: [{ title: "A", value: "a" }] };
    expect(prepareCard(card(choices), PEOPLE)).toEqual(card(choices));
  });

  it.each([
    ["https://pictures.example/a.png", false],
    ["http://127.0.0.1:4100/a.png", true],
    ["http://localhost/a.png", true],
    ["http://127.0.0.1.evil.example/a.png", false],
    ["data:image/png;base64,AA==", true],
    ["data:text/html,hi", false],
    ["/api/teams/pictures/19%3Achannel%40thread.tacv2/1764000000001/aB3_-x", true],
    ["/api/teams/pictures/../../act", false],
    ["/api/act", false],
    ["//pictures.example/a.png", false],
  ])("a picture at %s is loaded: %j", (url, isLoaded) => {
    const image = { type: "Image", url, altText: "A screen" };
    expect(prepareCard(card(image), PEOPLE)).toEqual(
      card(
        isLoaded
          ? image
          : {
              type: "RichTextBlock",
              inlines: [
                { type: "TextRun", text: "🖼️ A screen", isSubtle: true, selectAction: { type: "Action.OpenUrl", url } },
              ],
            },
      ),
    );
  });

  it("drops what else would be loaded from elsewhere, inside of actions and cards too", () => {
    const far = "https://pictures.example/a.png";
    const inner = { ...card({ type: "TextBlock", text: "x" }), backgroundImage: far };
    const given = {
      ...card({ type: "Container", backgroundImage: { url: far }, items: [] }),
      actions: [{ type: "Action.ShowCard", iconUrl: far, card: inner }],
    };
    expect(JSON.stringify(prepareCard(given, PEOPLE))).not.toContain(far);
  });

  it("leaves what an action carries as it is", () => {
    const data = { type: "Image", url: "https://pictures.example/a.png", iconUrl: "x" };
    const given = { ...card(), actions: [{ type: "Action.Execute", verb: "v", data }] };
    expect(prepareCard(given, PEOPLE)).toEqual(given);
  });
});
