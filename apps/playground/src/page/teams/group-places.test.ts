import { describe, expect, it } from "vitest";
import type { TeamsPlaceView } from "../../wire/teams-state.ts";
import { groupPlaces, placeTitle } from "./group-places.ts";

const place = (id: string, fields: Partial<TeamsPlaceView>): TeamsPlaceView => ({
  id,
  kind: "channel",
  name: id,
  members: ["quinn", "dana"],
  hasBot: true,
  ...fields,
});
const PLACES = [
  place("Nightly", { team: "QA" }),
  place("General", { team: "QA" }),
  place("Board", { team: "Managers", members: ["dana"] }),
  place("War room", { kind: "groupChat" }),
  place("a:quinn", { kind: "personal", members: ["quinn"] }),
  place("a:dana", { kind: "personal", members: ["dana"] }),
];

describe("groupPlaces", () => {
  it.each([
    [
      "quinn",
      [
        ["QA", "General", "Nightly"],
        ["Chats", "War room", "a:quinn"],
      ],
    ],
    [
      "dana",
      [
        ["QA", "General", "Nightly"],
        ["Managers", "Board"],
        ["Chats", "War room", "a:dana"],
      ],
    ],
    ["nobody", []],
  ])("%s sees what they are in", (userId, groups) => {
    expect(groupPlaces(PLACES, userId).map(({ name, places }) => [name, ...places.map(({ id }) => id)])).toEqual(
      groups,
    );
  });
});

describe("placeTitle", () => {
  it("names the chat with the bot after the bot", () => {
    expect(placeTitle(place("a:1", { kind: "personal" }), "Perfecto")).toBe("Perfecto");
    expect(placeTitle(place("Nightly", {}), "Perfecto")).toBe("Nightly");
  });
});
