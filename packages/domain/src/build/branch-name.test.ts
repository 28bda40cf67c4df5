import * as fc from "fast-check";
import { expect, it } from "vitest";
import { branchName } from "./branch-name.ts";

it.each([
  ["main", "main"],
  [" main ", "main"],
  ["origin/main", "main"],
  [" origin/main", "main"],
  ["upstream/main", "main"],
  ["refs/heads/main", "main"],
  ["refs/remotes/origin/main", "main"],
  ["remotes/origin/main", "main"],
  ["remotes/fork/main", "main"],
  ["refs/heads/origin/main", "main"],
  ["origin/feature/login", "feature/login"],
  ["refs/heads/feature/login", "feature/login"],
  ["feature/login", "feature/login"],
  ["feature/origin/login", "feature/origin/login"],
  ["original/login", "original/login"],
  ["origin", "origin"],
  ["origin/", "origin/"],
  ["refs/heads/", "refs/heads/"],
  ["refs/tags/v1", "refs/tags/v1"],
  ["origin/release-*", "release-*"],
  ["", ""],
])("%j is called %j", (text, name) => {
  expect(branchName(text)).toBe(name);
});

it("leaves nothing that it would take away again", () => {
  const part = fc.constantFrom("origin", "upstream", "refs", "heads", "remotes", "main", "x", "");
  const text = fc.array(part, { maxLength: 8 }).map((parts) => parts.join("/"));
  fc.assert(
    fc.property(text, (told) => {
      expect(branchName(branchName(told))).toBe(branchName(told));
    }),
  );
});
