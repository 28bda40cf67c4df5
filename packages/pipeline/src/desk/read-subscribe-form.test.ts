import type { FormValues } from "@perfecto-bot/cards";
import { globOf, printFilter } from "@perfecto-bot/domain";
import { describe, expect, it } from "vitest";
import { readSubscribeForm } from "./read-subscribe-form.ts";

function read(values: Partial<FormValues>, labs: readonly string[] = ["acme"]) {
  return readSubscribeForm(labs, {
    texts: values.texts ?? {},
    names: { job: ["Nightly"], ...values.names },
    people: values.people ?? {},
  });
}

function understood(values: Partial<FormValues>, labs?: readonly string[]) {
  const form = read(values, labs);
  if (form.kind === "mistaken") throw new TypeError(JSON.stringify(form.errors));
  return form.wish;
}

describe("what is chosen and what is typed", () => {
  it.each<[names: FormValues["names"], typed: string, filter: string]>([
    [{}, "", ""],
    [{}, "os:iOS tag:smoke", "os:iOS tag:smoke"],
    [{ tag: ["smoke"] }, "os:iOS", "tag:smoke os:iOS"],
    [{ owner: ["ana"], tag: ["smoke", "login"], device: ["iPhone*"] }, "", "device:iPhone* tag:smoke,login owner:ana"],
    [{ tag: ["smoke"] }, "-tag:slow", "tag:smoke -tag:slow"],
    [{ tag: ["a,b", 'say "hi"', "“quoted”"] }, "", String.raw`tag:"a,b","say \"hi\"","“quoted”"`],
    [{ tag: [" smoke ", "", "  ", "Smoke"] }, "", "tag:smoke"],
    [{ device: [], tag: [], owner: [] }, "Login", "test:*Login*"],
    [{ owner: ["x".repeat(300)] }, "", `owner:${"x".repeat(300)}`],
    [{ tag: ["os:iOS -tag:x"] }, "", 'tag:"os:iOS -tag:x"'],
  ])("%j and %j are one filter", (names, typed, filter) => {
    expect(printFilter(understood({ names, texts: { filter: typed } }).filter)).toBe(filter);
  });
});

describe("the job", () => {
  it.each<[names: readonly string[], job: string]>([
    [["Nightly"], "Nightly"],
    [["  Nightly Regression "], "Nightly Regression"],
    [["night*"], "night*"],
    [["A, B"], "A, B"],
    [[String.raw`pay [\*]`], globOf("pay [*]")],
    [[String.raw`C:\nightly`], globOf(String.raw`C:\nightly`)],
    [["one", "two"], "one"],
  ])("of %j is %j", (names, job) => {
    expect(understood({ names: { job: names } }).job).toBe(job);
  });
});

describe("a mistake stands at its input", () => {
  const noJob = "Name the CI job whose builds you want.";
  it.each<[values: Partial<FormValues>, errors: Readonly<Record<string, string>>]>([
    [{ names: { job: [] } }, { job: noJob }],
    [{ names: { job: ["  "] } }, { job: noJob }],
    [{ names: { job: ["x".repeat(501)] } }, { job: "This name has 501 characters: a job's name has at most 500." }],
    [{ texts: { lab: "nope" } }, { lab: "This lab is not configured." }],
    [{ texts: { filter: "plattform:iOS" } }, { filter: "unknown key “plattform”: did you mean “platform”?" }],
    [
      { names: { tag: ["smoke"] }, texts: { filter: "tag:slow" } },
      { filter: "“tag:” cannot stand here while names are chosen above: keep one of them" },
    ],
    [
      { names: { job: [], tag: ["smoke"], owner: ["ana"] }, texts: { filter: "owner:ben TAG:slow os:" } },
      {
        job: noJob,
        filter:
          "“os:” has no value: write it right after the colon, without a space; " +
          "“tag:” and “owner:” cannot stand here while names are chosen above: keep one of them",
      },
    ],
  ])("%j", (values, errors) => {
    expect(read(values)).toEqual({ kind: "mistaken", errors });
  });
});

it("takes the options that exist, and people", () => {
  const texts = { on: "failures", post: "never", thread: "broadcast", lab: "other" };
  const mention = [{ kind: "user" as const, id: "U1" }];
  expect(understood({ texts, people: { mention } }, ["acme", "other"])).toEqual({
    lab: "other",
    job: "Nightly",
    filter: [],
    options: { on: "failures", thread: "broadcast", mention },
  });
});
