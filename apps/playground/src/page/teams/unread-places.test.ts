import { describe, expect, it } from "vitest";
import { findUnread, newestByPlace } from "./unread-places.ts";

const message = (placeId: string, id: string) => ({
  id,
  placeId,
  fromName: "Perfecto",
  fromBot: true,
  atMs: 1,
  text: "",
  summary: "",
  cardsFor: {},
  versions: 1,
  deleted: false,
});

describe("findUnread", () => {
  it("finds places where something came since", () => {
    const before = [message("a", "1"), message("b", "2")];
    const seen = newestByPlace(before);
    const now = newestByPlace([...before, message("b", "3"), message("c", "4")]);
    expect([...findUnread(now, seen)]).toEqual(["b", "c"]);
    expect(findUnread(seen, seen).size).toBe(0);
  });
});
