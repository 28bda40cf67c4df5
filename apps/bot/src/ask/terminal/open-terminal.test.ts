import { EventEmitter } from "node:events";
import { expect, test } from "vitest";
import { openTerminal } from "./open-terminal.ts";

class Stream extends EventEmitter {
  readonly written: string[] = [];
  readonly isTTY: boolean;
  readonly columns = 120;

  constructor(isTTY: boolean) {
    super();
    this.isTTY = isTTY;
  }

  write(text: string): boolean {
    this.written.push(text);
    return true;
  }
}

const open = (isTTY: boolean, environment: Readonly<Record<string, string>> = {}) => {
  const stdout = new Stream(isTTY);
  const stderr = new Stream(isTTY);
  return { stdout, stderr, terminal: openTerminal({ stdout, stderr, environment }) };
};

test.each([
  ["a terminal", true, {}, { columns: 120, isDecorated: true, showsProgress: true }],
  ["a file or pipe", false, {}, { columns: 80, isDecorated: false, showsProgress: false }],
  ["a terminal with NO_COLOR", true, { NO_COLOR: "1" }, { columns: 120, isDecorated: false, showsProgress: true }],
  ["a terminal with an empty NO_COLOR", true, { NO_COLOR: "" }, { isDecorated: true }],
  ["a dumb terminal", true, { TERM: "dumb" }, { isDecorated: false, showsProgress: false }],
])("%s", (_, isTTY, environment, expected) => {
  expect(open(isTTY, environment).terminal).toMatchObject(expected);
});

test("nothing is written to a reader that went away, and any other trouble is not swallowed", () => {
  const { stdout, terminal } = open(false);
  terminal.write("one");
  stdout.emit("error", Object.assign(new Error("closed"), { code: "EPIPE" }));
  terminal.write("two");
  expect(stdout.written).toEqual(["one"]);
  expect(() => stdout.emit("error", Object.assign(new Error("full"), { code: "ENOSPC" }))).toThrow("full");
});
