import type { FetchProgress } from "@perfecto-bot/pipeline";
import { expect, test } from "vitest";
import { createProgressLine } from "./progress-line.ts";

const WIPE = "\r\u001B[2K";

function world(showsProgress = true, columns = 80) {
  const said: string[] = [];
  const time = { nowMs: 0 };
  const terminal = {
    columns,
    isDecorated: true,
    showsProgress,
    write: () => undefined,
    complain: (text: string) => void said.push(text),
  };
  return { said, time, line: createProgressLine(terminal, () => time.nowMs) };
}

const progress = (examined: number, total = 0): FetchProgress => ({
  window: { fromMs: 0, toMs: 1 },
  total,
  examined,
  complete: false,
  readFromMs: 1,
  readToMs: 1,
  asOfMs: 1,
  asks: 1,
  labs: [{ lab: "acme", complete: false, readFromMs: 1, readToMs: 1, unread: [], asks: 1 }],
});

test("one line is rewritten, not more often than people read, and taken away at the end", () => {
  const { said, time, line } = world();
  line.show(progress(0));
  line.show(progress(500, 1));
  time.nowMs = 100;
  line.show(progress(3_200, 12));
  line.end();
  line.show(progress(4_000));
  expect(said).toEqual([`${WIPE}Asking lab acme…`, `${WIPE}Asking lab acme: 3,200 executions read, 12 match…`, WIPE]);
});

test("it never wraps", () => {
  const { said, line } = world(true, 20);
  line.show(progress(3_200, 12));
  expect(said).toEqual([`${WIPE}Asking lab acme: 3…`]);
});

test("where nobody watches, nothing is written", () => {
  const { said, line } = world(false);
  line.show(progress(3_200));
  line.end();
  expect(said).toEqual([]);
});
