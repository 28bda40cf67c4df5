import { expect, it } from "vitest";
import { writeCommandText, writeSlackText } from "./write-slack-text.ts";

const directory = {
  people: [
    { id: "U0BOT", name: "perfecto" },
    { id: "U1", name: "quinn" },
    { id: "U2", name: "dana.dev" },
  ],
  userGroups: [{ id: "S1", handle: "mobile-oncall" }],
};

it.each([
  ["@perfecto help", "<@U0BOT> help"],
  ["please @Perfecto, status", "please <@U0BOT>, status"],
  ["cc @quinn and @dana.dev.", "cc <@U1> and <@U2>."],
  ["@mobile-oncall @here", "<!subteam^S1> <!here>"],
  ["@nobody me@perfecto.example", "@nobody me@perfecto.example"],
  ["a < b & c > d", "a &lt; b &amp; c &gt; d"],
  ["<@U1> typed by hand", "&lt;@U1&gt; typed by hand"],
  ["see https://lab/x?a=1&b=@quinn now", "see <https://lab/x?a=1&amp;b=@quinn> now"],
])("writes %j as %j", (typed, written) => {
  expect(writeSlackText(typed, directory)).toBe(written);
});

it("leaves links bare in a slash command", () => {
  expect(writeCommandText("why https://lab/test/1?a&b notify:@quinn", directory)).toBe(
    "why https://lab/test/1?a&amp;b notify:<@U1>",
  );
});
