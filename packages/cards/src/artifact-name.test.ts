import { expect, it } from "vitest";
import { artifactName } from "./artifact-name.ts";

it.each([
  ["DEVICE_LOGS", "Device log"],
  ["HAR_FILE", "Har file"],
  // Names that every object has.
  ["toString", "Tostring"],
  ["constructor", "Constructor"],
  ["", ""],
])("the type %j is called %j", (type, name) => {
  expect(artifactName({ type })).toBe(name);
});
