import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arbitraryCommand } from "./arbitrary-command.ts";
import type { ChatCommand } from "./chat-command.ts";
import { parseCommand } from "./parse-command.ts";
import { printCommand } from "./print-command.ts";

describe("printCommand", () => {
  it.each<[string, ChatCommand]>([
    ["", { verb: "help", bare: true }],
    ["help mute", { verb: "help", bare: false, about: "mute" }],
    ["subscribe", { verb: "subscribe", form: true }],
    [
      'subscribe "Nightly A" lab:acme -tag:slow on:failures post:test thread:off mention:@user:U1,@here',
      {
        verb: "subscribe",
        form: false,
        job: "Nightly A",
        lab: "acme",
        filter: [{ key: "tag", negated: true, values: ["slow"] }],
        options: {
          on: "failures",
          post: "test",
          thread: "off",
          mention: [
            { kind: "user", id: "U1" },
            { kind: "here", id: "" },
          ],
        },
      },
    ],
    ["subscribe x mention:none", { verb: "subscribe", form: false, job: "x", filter: [], options: { mention: [] } }],
    [
      'mute job:"Suite 2" 2h30m',
      {
        verb: "mute",
        filter: [{ key: "job", negated: false, values: ["Suite 2"] }],
        durationMs: 9_000_000,
        durationWasDefaulted: false,
      },
    ],
    ["unmute", { verb: "unmute" }],
    ["why Nightly #45", { verb: "why", about: "Nightly #45" }],
  ])("prints %j", (text, command) => {
    expect(printCommand(command)).toBe(text);
    expect(parseCommand(text)).toEqual({ kind: "understood", command });
  });

  it("is read back as the same command", () => {
    fc.assert(
      fc.property(arbitraryCommand(), (command) => {
        expect(parseCommand(printCommand(command))).toEqual({ kind: "understood", command });
      }),
      { numRuns: 500 },
    );
  });
});
