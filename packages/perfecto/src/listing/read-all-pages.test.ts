import { expect, it } from "vitest";
import { makeExecution } from "../testing/make-execution.ts";
import type { ExecutionsPage } from "../wire/parse-executions-page.ts";
import { readAllPages } from "./read-all-pages.ts";

const limits = { maxPages: 100, readAhead: 8 };

/** A page of the executions from `from` up to, but not with, `to`. */
function pageOf(from: number, to: number, more: Partial<ExecutionsPage> = {}): ExecutionsPage {
  const executions = Array.from({ length: to - from }, (_, index) => makeExecution(String(from + index)));
  return { executions, resourceCount: executions.length, processing: "complete", truncated: false, ...more };
}

/** Reads from a script of pages; pages after it are empty. Also gives the pages that were asked for. */
async function read(pages: readonly ExecutionsPage[], given: Partial<typeof limits> = {}) {
  const asked: number[] = [];
  const listing = await readAllPages(
    async (page) => {
      asked.push(page);
      return { page: pages[page - 1] ?? pageOf(0, 0), answeredAtMs: 1_000 + page };
    },
    { ...limits, ...given },
  );
  return { listing, asked };
}

it("reads one short page once", async () => {
  const { listing, asked } = await read([pageOf(0, 3)]);
  expect([...listing.executions.keys()]).toEqual(["0", "1", "2"]);
  expect(listing).toMatchObject({ processing: "complete", truncated: false, answeredAtMs: 1_001 });
  expect(asked).toEqual([1]);
});

it("follows a full page that announces nothing, one page at a time", async () => {
  const hidden = { truncated: false };
  const { listing, asked } = await read([pageOf(0, 500, hidden), pageOf(500, 1_000, hidden), pageOf(1_000, 1_007)]);
  expect(listing.executions.size).toBe(1_007);
  expect(asked).toEqual([1, 2, 3]);
});

it("takes the size of the first page as full where it announced more", async () => {
  const pages = [pageOf(0, 10, { truncated: true }), pageOf(10, 20), pageOf(20, 21)];
  expect((await read(pages)).listing.executions.size).toBe(21);
});

it("reads ahead while pages announce more, and throws away what comes after the last", async () => {
  const pages = Array.from({ length: 19 }, (_, index) => pageOf(index * 10, index * 10 + 10, { truncated: true }));
  const { listing, asked } = await read([...pages, pageOf(190, 195), pageOf(0, 0, { processing: "processing" })]);
  expect(listing).toMatchObject({ processing: "complete", truncated: false });
  expect(listing.executions.size).toBe(195);
  expect(asked).toHaveLength(23);
});

it("does not mind a failure behind the last page, and passes on one before it", async () => {
  const announcing = pageOf(0, 10, { truncated: true });
  const readPage = (failing: number) => async (page: number) => {
    if (page === failing) throw new Error(`page ${page}`);
    return { page: page === 1 ? announcing : pageOf(10, 12), answeredAtMs: 0 };
  };
  await expect(readAllPages(readPage(3), limits)).resolves.toMatchObject({ truncated: false });
  await expect(readAllPages(readPage(2), limits)).rejects.toThrow("page 2");
});

it("stops at an empty page that announces more for ever", async () => {
  const { listing } = await read([pageOf(0, 5, { truncated: true }), pageOf(0, 0, { truncated: true })]);
  expect(listing).toMatchObject({ truncated: false });
  expect(listing.executions.size).toBe(5);
});

it("stops at a page that repeats what is known, and keeps its copies", async () => {
  const again = { ...pageOf(0, 2, { truncated: true }), executions: [makeExecution("0", { name: "newer" })] };
  const { listing } = await read([pageOf(0, 2, { truncated: true }), again]);
  expect([...listing.executions.values()].map(({ name }) => name)).toEqual(["newer", "1"]);
  expect(listing.truncated).toBe(false);
});

it("stops at the cap and says so", async () => {
  const pages = Array.from({ length: 9 }, (_, index) => pageOf(index, index + 1, { truncated: true }));
  const { listing, asked } = await read(pages, { maxPages: 5 });
  expect(listing.truncated).toBe(true);
  expect(listing.executions.size).toBe(5);
  expect(asked).toEqual([1, 2, 3, 4, 5]);
});

it.each([
  ["complete", "complete", "complete"],
  ["complete", "processing", "processing"],
  ["processing", "complete", "processing"],
  ["complete", "unknown", "unknown"],
  ["unknown", "processing", "processing"],
] as const)("pages that are %s and %s are %s", async (first, second, expected) => {
  const pages = [pageOf(0, 5, { truncated: true, processing: first }), pageOf(5, 6, { processing: second })];
  expect((await read(pages)).listing.processing).toBe(expected);
});

it("takes an empty further page that says nothing as saying nothing", async () => {
  const pages = [pageOf(0, 500), pageOf(0, 0, { processing: "unknown", truncated: undefined })];
  expect((await read(pages)).listing.processing).toBe("complete");
  expect((await read([pageOf(0, 0, { processing: "unknown" })])).listing.processing).toBe("unknown");
});
