import { describe, expect, it } from "vitest";
import type { Command } from "./command.ts";
import { failingCommand } from "./failing-command.ts";

function aCommand(overrides: Partial<Command> = {}): Command {
  return { name: "click", status: "FAILURE", screenshots: [], ...overrides };
}

describe("failingCommand", () => {
  it.each<[string, readonly Command[], string | undefined]>([
    ["no commands", [], undefined],
    ["no failure", [aCommand({ status: "SUCCESS" }), aCommand({ status: "UNKNOWN" })], undefined],
    [
      "the last failure with a message",
      [aCommand({ name: "a", message: "x" }), aCommand({ name: "b", message: "y" })],
      "b",
    ],
    ["a message over none", [aCommand({ name: "a", message: "x" }), aCommand({ name: "b" })], "a"],
    ["a message over a blank one", [aCommand({ name: "a", message: "x" }), aCommand({ name: "b", message: " " })], "a"],
    ["the last failure without messages", [aCommand({ name: "a" }), aCommand({ name: "b" })], "b"],
    ["a failure before successes", [aCommand({ name: "a" }), aCommand({ name: "b", status: "SUCCESS" })], "a"],
  ])("chooses from %s", (_what, commands, wanted) => {
    expect(failingCommand(commands)?.command).toBe(wanted);
  });

  it("keeps what a card needs and strikes secrets out of every text", () => {
    const screenshots = ["1", "2", "3", "4"];
    const told = failingCommand([
      aCommand({
        name: "type password=hunter2",
        step: "Log in, pin: 1234",
        message: "no field\n\tat x",
        startedAtMs: 7,
        screenshots,
      }),
    ]);
    expect(told).toEqual({
      command: "type password=[struck out]",
      step: "Log in, pin: [struck out]",
      message: "no field",
      startedAtMs: 7,
      screenshots: ["2", "3", "4"],
    });
  });

  it("cuts endless names, and a secret across the cut leaves nothing behind", () => {
    const told = failingCommand([aCommand({ name: `${"x".repeat(185)} token=abcdefghijklmnop` })]);
    expect(told?.command).toHaveLength(200);
    expect(told?.command).not.toContain("abc");
  });
});
