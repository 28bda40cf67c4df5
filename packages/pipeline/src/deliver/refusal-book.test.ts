import { CHANNEL } from "@perfecto-bot/domain/testing";
import { describe, expect, it } from "vitest";
import { createMemoryVault } from "../memory/index.ts";
import { openRefusalBook } from "./refusal-book.ts";

const ELSEWHERE = { ...CHANNEL, id: "C/2" };
const HOUR_MS = 60 * 60_000;

function open() {
  const notebook = createMemoryVault();
  const clock = { nowMs: 1_000 };
  const again = () => openRefusalBook(notebook, () => clock.nowMs);
  return { notebook, clock, book: again(), again };
}

describe("what a chat refused", () => {
  it("is remembered in its conversation, over a restart", async () => {
    const { book, again } = open();
    await book.remember(CHANNEL, new Map([["everybody", "restricted"]]));
    expect(await again().refusedIn(CHANNEL)).toEqual(new Map([["everybody", "restricted"]]));
    expect(await again().refusedIn(ELSEWHERE)).toEqual(new Map());
  });

  it("is forgotten after a day, each by itself, so that a changed setting is noticed", async () => {
    const { book, clock, notebook } = open();
    await book.remember(ELSEWHERE, new Map([["everybody", "restricted"]]));
    clock.nowMs += 20 * HOUR_MS;
    await book.remember(ELSEWHERE, new Map([["copy", "no copies"]]));
    expect([...(await book.refusedIn(ELSEWHERE)).keys()].toSorted()).toEqual(["copy", "everybody"]);
    clock.nowMs += 5 * HOUR_MS;
    expect([...(await book.refusedIn(ELSEWHERE)).keys()]).toEqual(["copy"]);
    clock.nowMs += 20 * HOUR_MS;
    expect(await book.refusedIn(ELSEWHERE)).toEqual(new Map());
    expect(await notebook.names("")).toEqual([]);
  });

  it("is tried in full where it cannot be read, and a page of a newer version is left alone", async () => {
    const { book, notebook } = open();
    await book.remember(CHANNEL, new Map([["everybody", "restricted"]]));
    const [name = ""] = await notebook.names("");
    const newer = JSON.stringify({ version: 2, rules: [] });
    await notebook.write(name, newer);
    expect(await book.refusedIn(CHANNEL)).toEqual(new Map());
    await book.remember(CHANNEL, new Map([["copy", "no copies"]]));
    expect(await notebook.read(name)).toBe(newer);
    const away = () => Promise.reject(new Error("Redis is away"));
    const blind = openRefusalBook({ read: away, write: away, remove: away, names: away }, () => 0);
    await blind.remember(CHANNEL, new Map([["copy", "no copies"]]));
    expect(await blind.refusedIn(CHANNEL)).toEqual(new Map());
  });
});
