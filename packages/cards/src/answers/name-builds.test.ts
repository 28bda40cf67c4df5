import type { BuildRef } from "@perfecto-bot/domain";
import { NINE } from "@perfecto-bot/domain/testing";
import { describe, expect, it } from "vitest";
import { plainLine } from "../line.ts";
import { linkBuilds, nameBuilds } from "./name-builds.ts";

const ref = (number: number, more: object = {}): BuildRef => ({
  kind: "job",
  lab: "acme",
  job: "Nightly",
  number,
  ...more,
});
const run: BuildRef = { kind: "run", lab: "acme", job: "Nightly", startedAtMs: NINE };

describe("builds that stand together are named", () => {
  it.each<[string, readonly BuildRef[], readonly string[]]>([
    ["by number", [ref(44), ref(45)], ["#44", "#45"]],
    [
      "by time where a number repeats",
      [ref(1), ref(1, { startedAtMs: NINE, repeated: true })],
      ["#1", "#1 of 2026-11-20 09:00 UTC"],
    ],
    ["with their branch", [ref(1, { branch: "main" }), ref(2)], ["#1 (main)", "#2"]],
    ["with their job", [ref(1, { branch: "main" }), ref(2, { job: "Smoke" })], ["Nightly #1 (main)", "Smoke #2"]],
  ])("%s", (_, all, names) => {
    expect(all.map(nameBuilds(all))).toEqual(names);
    expect(all.map((one) => plainLine(linkBuilds(all)(one, undefined)))).toEqual(names);
  });

  it("without a number, by time", () => {
    expect(nameBuilds([run])(run)).toBe("2026-11-20 09:00 UTC");
    expect(plainLine(linkBuilds([run])(run, "https://acme.example"))).toBe("Build of 2026-11-20 09:00 UTC");
  });
});
