import { expect, it } from "vitest";
import { describeReal, realLabUrl, realParts } from "./real-parts.ts";

const own = { PERFECTO_CLOUD: "acme", SLACK_BOT_TOKEN: "xoxb-1" };

it("calls real what is configured and not simulated", () => {
  expect(realParts({ lab: true, slack: true, teams: true }, own)).toEqual([]);
  expect(realParts({ lab: false, slack: false, teams: false }, own)).toEqual(["lab", "Slack"]);
});

it("says what is connected instead of a simulated one", () => {
  expect(describeReal("slack", own)).toBe("the real one, as SLACK_… of the environment say");
  expect(describeReal("teams", own)).toBe("none: no MICROSOFT_APP_… is in the environment");
});

it.each([
  [own, "https://acme.app.perfectomobile.com"],
  [{ PERFECTO_URL: "https://lab.example" }, "https://lab.example"],
  [{ PERFECTO_LABS_FILE: "labs.json" }, ""],
])("knows where the real lab of %j is", (environment, url) => {
  expect(realLabUrl(environment)).toBe(url);
});
