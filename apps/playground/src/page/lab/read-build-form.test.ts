import { expect, test } from "vitest";
import { type BuildForm, emptyForm, type FormErrors, readBuildForm } from "./read-build-form.ts";

const usual = emptyForm("Nightly");
const typed = (numbers: Partial<BuildForm["numbers"]>): BuildForm => ({
  ...usual,
  numbers: { ...usual.numbers, ...numbers },
});

test("a known job is started as it usually is", () => {
  expect(readBuildForm(usual)).toEqual({ ok: true, action: { kind: "start-build", job: "Nightly" } });
});

test("a new job gets a small build with something to see", () => {
  expect(readBuildForm({ ...emptyForm(""), newJob: " Mine ", kinds: ["phone"] })).toEqual({
    ok: true,
    action: {
      kind: "start-build",
      job: "Mine",
      executions: 24,
      platforms: 4,
      failures: 3,
      causes: 1,
      kinds: ["phone"],
    },
  });
});

test("numbers go with it", () => {
  expect(readBuildForm(typed({ executions: " 8 ", failures: "0", causes: "1", flaky: "2" }))).toEqual({
    ok: true,
    action: { kind: "start-build", job: "Nightly", executions: 8, failures: 0, causes: 1, flaky: 2 },
  });
});

const mistakes: readonly [BuildForm, FormErrors][] = [
  [emptyForm(""), { newJob: "Give the new job a name." }],
  [{ ...emptyForm(""), newJob: "x".repeat(301) }, { newJob: "A job's name has at most 300 characters." }],
  [typed({ executions: "0" }), { executions: "Executions: a whole number from 1 to 500." }],
  [typed({ executions: "1e2" }), { executions: "Executions: a whole number from 1 to 500." }],
  [
    typed({ platforms: "13", flaky: "-1" }),
    { platforms: "Platforms: a whole number from 1 to 12.", flaky: "Flaky: a whole number from 0 to 100." },
  ],
  [typed({ failures: "2", causes: "3" }), { causes: "There cannot be more causes than failures." }],
  [
    typed({ executions: "4", failures: "3", blocked: "1", flaky: "1" }),
    { executions: "5 shall fail, block or be flaky: that many executions are needed at least." },
  ],
];

test.each(mistakes)("%j is refused", (form, errors) => {
  expect(readBuildForm(form)).toEqual({ ok: false, errors });
});
