import { expect, it } from "vitest";
import { wireContext } from "../testing/wire-context.ts";
import { normaliseParameters } from "./normalise-parameters.ts";

it.each<[string, unknown, unknown, readonly string[]]>([
  [
    "a row",
    [
      { name: "card", value: "visa" },
      { name: "amount", value: 5 },
    ],
    [
      { name: "card", value: "visa" },
      { name: "amount", value: "5" },
    ],
    [],
  ],
  [
    "the same name twice",
    [
      { name: "a", value: "1" },
      { name: "a", value: "2" },
    ],
    [
      { name: "a", value: "1" },
      { name: "a", value: "2" },
    ],
    [],
  ],
  [
    "a value that is missing, or nothing",
    [{ name: "a" }, { name: "b", value: null }, { name: "c", value: "" }],
    [
      { name: "a", value: "" },
      { name: "b", value: "" },
      { name: "c", value: "" },
    ],
    [],
  ],
  [
    "one without a name",
    [{ value: "x" }, { name: " " }, { name: "a", value: "1" }],
    [{ name: "a", value: "1" }],
    ["shape", "shape"],
  ],
  ["entries that are none", ["x", null, 7], undefined, ["shape", "shape", "shape"]],
  ["an object in place of the list", { name: "a", value: "1" }, undefined, ["shape"]],
  ["an empty list", [], undefined, []],
  ["null", null, undefined, []],
  ["nothing", undefined, undefined, []],
])("reads %s", (_what, raw, parameters, noted) => {
  const context = wireContext();
  expect(normaliseParameters(raw, context)).toStrictEqual(parameters);
  expect(context.noted).toEqual(noted);
});

it("keeps thirty, and of each text the beginning", () => {
  const many = Array.from({ length: 40 }, (_, index) => ({ name: `p${index}`, value: "x".repeat(5_000) }));
  const kept = normaliseParameters(many, wireContext());
  expect(kept).toHaveLength(30);
  expect(kept?.[29]).toEqual({ name: "p29", value: "x".repeat(200) });
});

it("never keeps half a character", () => {
  const [parameter] = normaliseParameters([{ name: `${"n".repeat(199)}😀`, value: "\ud800" }], wireContext()) ?? [];
  expect(parameter?.name.isWellFormed()).toBe(true);
  expect(parameter?.value).toBe("\ufffd");
});

it.each([
  ["password", "two words"],
  ["userPassword", "x"],
  ["Security Token", "abcdef"],
  ["pin", 1234],
  ["db_pass", "x"],
])("strikes out the value of %s", (name, value) => {
  expect(normaliseParameters([{ name, value }], wireContext())).toEqual([{ name, value: "[struck out]" }]);
});

it("strikes out secrets in other values, and leaves what only sounds like one", () => {
  const url = "https://somebody:hunter2@shop.example/";
  const parameters = normaliseParameters(
    [
      { name: "url", value: url },
      { name: "pinch", value: "zoom" },
      { name: "password", value: "" },
    ],
    wireContext(),
  );
  expect(parameters).toEqual([
    { name: "url", value: "https://somebody:[struck out]@shop.example/" },
    { name: "pinch", value: "zoom" },
    { name: "password", value: "" },
  ]);
});
