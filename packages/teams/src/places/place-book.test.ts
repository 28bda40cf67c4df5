import { createMemoryVault } from "@perfecto-bot/pipeline/memory";
import { expect, test } from "vitest";
import { openPlaceBook } from "./place-book.ts";

const HERE = { channel: "teams", workspace: "t1", id: "19:c1" };
const PAGE = "teams/place/t1/19%3Ac1";
const PLACE = { kind: "channel", serviceUrl: "https://smba.example/", teamId: "team" } as const;

test("keeps what is known of a place", async () => {
  const book = openPlaceBook(createMemoryVault());
  await book.keepPlace(HERE, PLACE);
  expect(await book.place(HERE)).toEqual(PLACE);
  expect(await book.channelsOf("t1", "team")).toEqual([{ conversation: HERE, place: PLACE }]);
});

test("leaves alone what a newer version wrote, and replaces what nobody can read", async () => {
  const notebook = createMemoryVault();
  const book = openPlaceBook(notebook);
  const newer = JSON.stringify({ v: 2, kind: "channel", address: "elsewhere" });
  await notebook.write(PAGE, newer);
  await book.keepPlace(HERE, PLACE);
  expect(await notebook.read(PAGE)).toBe(newer);
  expect(await book.place(HERE)).toBeUndefined();
  await notebook.write(PAGE, "no JSON");
  await book.keepPlace(HERE, PLACE);
  expect(await book.place(HERE)).toEqual(PLACE);
});
