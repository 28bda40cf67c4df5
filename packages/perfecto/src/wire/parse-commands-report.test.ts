import { vendorSampleCommands } from "@perfecto-bot/simulators/lab";
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { wireContext } from "../testing/wire-context.ts";
import { parseCommandsReport } from "./parse-commands-report.ts";

it("reads the vendor's v1 sample", () => {
  const context = wireContext();
  expect(parseCommandsReport(JSON.stringify(vendorSampleCommands), context)).toStrictEqual([
    {
      name: "Command_vhsc2",
      status: "SUCCESS",
      startedAtMs: 1475744497372,
      endedAtMs: 1475744498152,
      screenshots: [],
    },
    {
      name: "Command_iofcw",
      status: "FAILURE",
      message: "Stacktrace:\n0...",
      startedAtMs: 1475744498157,
      endedAtMs: 1475744499611,
      screenshots: [],
    },
    {
      name: "Command_hi dsffsdf dsfdsssb",
      status: "FAILURE",
      message: "Stacktrace...",
      startedAtMs: 1475744499618,
      endedAtMs: 1475744521762,
      screenshots: [],
    },
  ]);
  expect(context.noted).toEqual(Array(5).fill("foreign-link"));
});

it("reads v3 steps, and leaves out the name of unnamed ones", () => {
  const screenshots = ["https://demo.app.perfectomobile.com/1.png", "https://demo.app.perfectomobile.com/2.png"];
  const resources = [
    { name: "Test step", commands: [{ name: "open", status: "SUCCESS" }] },
    { name: "Log in", commands: [{ name: "type", status: "FAILURE", screenshots }, { status: "SKIPPED" }] },
    { name: "Empty" },
  ];
  const context = wireContext();
  expect(parseCommandsReport({ resources }, context)).toStrictEqual([
    { name: "open", status: "SUCCESS", screenshots: [] },
    { name: "type", status: "FAILURE", step: "Log in", screenshots },
    { name: "Unnamed command", status: "UNKNOWN", step: "Log in", screenshots: [] },
  ]);
  expect(context.noted).toEqual(["status"]);
});

it("does not read what the test typed", () => {
  const command = {
    name: "type",
    parameters: [{ name: "text", value: "hunter2" }],
    expectedData: [{ type: "TEXT", value: "hunter2" }],
  };
  expect(JSON.stringify(parseCommandsReport({ resources: [{ commands: [command] }] }, wireContext()))).not.toContain(
    "hunter2",
  );
});

it("reads any JSON without throwing", () => {
  const group = fc.record({ name: fc.jsonValue(), commands: fc.oneof(fc.array(fc.jsonValue()), fc.jsonValue()) });
  fc.assert(
    fc.property(
      fc.oneof(fc.jsonValue(), fc.record({ resources: fc.array(fc.oneof(group, fc.jsonValue())) })),
      (value) => {
        expect(() => parseCommandsReport(value, wireContext())).not.toThrow();
      },
    ),
  );
});

it.each([["<html>"], ["[]"], [{}], [undefined]])("%j is no commands report", (input) => {
  expect(parseCommandsReport(input, wireContext())).toBeUndefined();
});
