import type { JsonObject, JsonValue } from "@perfecto-bot/simulators/slack";
import { expect, it } from "vitest";
import { findSlackSubject } from "./find-slack-subject.ts";

const lab = "http://127.0.0.1:4401";
const test = `${lab}/reporting/test/5dc2`;
const build = `${lab}/reporting/library?jobName%5B0%5D=Nightly&jobNumber%5B0%5D=7`;
const bare = `${lab}/reporting/library?jobName[0]=Nightly&jobNumber[0]=7`;
const session = `${lab}/reporting/library?externalId%5B0%5D=a%40b`;
const key = "j/local/Nightly/main/7";
const linkTo = (url: string): JsonValue => ({ type: "rich_text", elements: [{ type: "link", url, text: "Nightly" }] });
const metadata = (text: string): JsonObject => ({ event_type: "perfecto_message", event_payload: { key: text } });

it.each<[string, JsonValue[], JsonObject | undefined, string | undefined]>([
  ["a test's own message", [linkTo(test), linkTo(build)], metadata(`${key}#failure`), test],
  ["a build's card by its metadata", [linkTo(build), linkTo(test)], metadata(`${key}#card`), key],
  ["a build's card by its link", [linkTo(build)], undefined, build],
  ["a build's link with bare brackets", [linkTo(bare)], undefined, bare],
  ["a session's card", [linkTo(session)], undefined, session],
  [
    "a link in Markdown",
    [{ type: "section", text: { type: "mrkdwn", text: `<${build.replaceAll("&", "&amp;")}|#7>` } }],
    undefined,
    build,
  ],
  ["metadata that names no build", [], metadata("welcome#1"), undefined],
  ["a link to the library at large", [linkTo(`${lab}/reporting/library`)], undefined, undefined],
  ["a link elsewhere", [linkTo("https://example.com/test")], undefined, undefined],
  ["nothing", [], undefined, undefined],
])("finds what a message is about: %s", (_name, blocks, given, subject) => {
  expect(findSlackSubject({ blocks, metadata: given })).toBe(subject);
});
