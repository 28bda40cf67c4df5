import { readFileSync } from "node:fs";
import type { LifecycleEvent } from "@perfecto-bot/pipeline";
import { expect, test } from "vitest";
import { TEAMS_HANDLES } from "./teams-handles.ts";

/** Every kind there is: another one would not compile here. */
const LIFECYCLE: Readonly<Record<LifecycleEvent["kind"], true>> = {
  "conversation-unavailable": true,
  "conversation-available": true,
  "conversation-renamed": true,
  "conversation-gone": true,
  "conversation-moved": true,
  "installation-available": true,
  "installation-gone": true,
};

test("every lifecycle event is either told or said to differ", () => {
  const known = [...TEAMS_HANDLES.lifecycle, ...Object.keys(TEAMS_HANDLES.differs)];
  expect(known).toEqual(expect.arrayContaining(Object.keys(LIFECYCLE)));
  expect(TEAMS_HANDLES.lifecycle.filter((kind) => Object.hasOwn(TEAMS_HANDLES.differs, kind))).toEqual([]);
});

test("every lifecycle event that is said to be told is told somewhere", () => {
  const sources = ["incoming/hear-happening.ts", "incoming/note-inbound.ts", "app/create-teams-app.ts"]
    .map((path) => readFileSync(new URL(path, import.meta.url), "utf8"))
    .join("");
  const told = [...sources.matchAll(/kind: "((?:conversation|installation)-[a-z]+)"/gu)].map(([, kind]) => kind ?? "");
  expect(new Set(told)).toEqual(new Set(TEAMS_HANDLES.lifecycle));
});
