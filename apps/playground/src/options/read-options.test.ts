import { CommanderError } from "commander";
import { expect, it } from "vitest";
import { type DemoOptions, readOptions } from "./read-options.ts";

const simulated = { lab: true, slack: true, teams: true };
const defaults: DemoOptions = {
  speed: 12,
  fresh: false,
  terminal: false,
  directory: "/project/.data/demo",
  simulated,
};

function read(...words: readonly string[]) {
  const shown: string[] = [];
  const show = (text: string) => void shown.push(text);
  try {
    return { options: readOptions(words, "/project", { out: show, err: show }), shown };
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return { exitCode: error.exitCode, shown };
  }
}

it.each<[readonly string[], DemoOptions]>([
  [[], defaults],
  [["--for", "60s"], { ...defaults, forMs: 60_000 }],
  [["--for", "1m30s", "--fresh"], { ...defaults, forMs: 90_000, fresh: true }],
  [["--speed", "2.5"], { ...defaults, speed: 2.5 }],
  [["--data", "elsewhere"], { ...defaults, directory: "elsewhere" }],
  [["--port", "8080", "--terminal"], { ...defaults, port: 8_080, terminal: true }],
  [["--no-lab"], { ...defaults, simulated: { ...simulated, lab: false } }],
  [["--no-slack", "--no-teams"], { ...defaults, simulated: { lab: true, slack: false, teams: false } }],
])("reads %j", (words, expected) => {
  expect(read(...words).options).toEqual(expected);
});

it.each([
  [["--for", "soon"], /`soon` is no duration/],
  [["--for", "0s"], /too short/],
  [["--speed", "0"], /from 1 to 60/],
  [["--speed", "1000"], /from 1 to 60/],
  [["--speed", ""], /from 1 to 60/],
  [["--port", "0"], /from 1 to 65535/],
  [["--port", "80a"], /from 1 to 65535/],
  [["--sped", "2"], /--speed/],
  [["now"], /too many arguments/],
])("refuses %j and says why", (words, why) => {
  const { exitCode, shown } = read(...words);
  expect(exitCode).toBe(1);
  expect(shown.join("")).toMatch(why);
});

it("shows help and succeeds", () => {
  const { exitCode, shown } = read("--help");
  expect(exitCode).toBe(0);
  expect(shown.join("")).toMatch(/--fresh .*start over/);
});
