import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { chooseLabs } from "./choose-labs.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "labs-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function several(): Readonly<Record<string, string>> {
  const file = join(folder, "labs.json");
  const labs = ["acme", "umbrella"].map((id) => ({ id, cloud: id, token: "secret-token" }));
  writeFileSync(file, JSON.stringify(labs));
  return { PERFECTO_LABS_FILE: file };
}

test("only the lab's own names are needed, whatever else is wrong", () => {
  const environment = { PERFECTO_CLOUD: "acme", PERFECTO_SECURITY_TOKEN: "secret-token", PORT: "nonsense" };
  expect(chooseLabs(environment, undefined)).toMatchObject({ kind: "chosen", labs: [{ id: "acme" }] });
});

test("one of several labs is chosen by its id, in any case", () => {
  expect(chooseLabs(several(), undefined)).toMatchObject({ labs: [{ id: "acme" }, { id: "umbrella" }] });
  expect(chooseLabs(several(), "Umbrella")).toMatchObject({ kind: "chosen", labs: [{ id: "umbrella" }] });
});

test.each([
  ["umbrela", '--lab "umbrela": no lab is called so; did you mean umbrella?'],
  ["xyzzy", '--lab "xyzzy": no lab is called so; there is acme, umbrella'],
])("%s is no lab", (wanted, message) => {
  expect(chooseLabs(several(), wanted)).toEqual({ kind: "unknown-lab", message });
});

test("every problem is told together", () => {
  expect(() => chooseLabs({}, undefined)).toThrow(/2 problems[\s\S]*PERFECTO_SECURITY_TOKEN[\s\S]*PERFECTO_CLOUD/);
});
