import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished, vi } from "vitest";
import { followLog } from "./follow-log.ts";

function open(mostBytes = 1_000_000) {
  const folder = mkdtempSync(join(tmpdir(), "follow-log-"));
  const file = join(folder, "service.log");
  writeFileSync(file, '{"level":50,"msg":"of an earlier demo"}\n');
  const heard: unknown[] = [];
  const stop = followLog({ file, mostBytes, everyMs: 10, onTrouble: ({ msg }) => void heard.push(msg) });
  onTestFinished(() => {
    stop();
    rmSync(folder, { recursive: true });
  });
  return { file, heard, stop };
}

it("hears of warnings and errors of this demo alone, however their lines are cut", async () => {
  const { file, heard } = open();
  appendFileSync(file, '{"level":30,"msg":"quiet"}\nno JSON\n[]\n{"level":40,"msg":"first"}\n{"level":50,"msg":"se');
  await vi.waitFor(() => expect(heard).toEqual(["first"]));
  appendFileSync(file, 'cond ✗"}\n');
  await vi.waitFor(() => expect(heard).toEqual(["first", "second ✗"]));
});

it("puts a large log away, and goes on", async () => {
  const { file, heard } = open(1_000);
  const large = `{"level":40,"msg":"${"x".repeat(2_000)}"}\n`;
  appendFileSync(file, large);
  await vi.waitFor(() => expect(statSync(file).size).toBe(0));
  expect(readFileSync(`${file}.1`, "utf8")).toBe(large);
  appendFileSync(file, '{"level":40,"msg":"next"}\n');
  await vi.waitFor(() => expect(heard).toEqual(["x".repeat(2_000), "next"]));
});

it("reads the rest at the end, and survives a log that is taken away", async () => {
  const { file, heard, stop } = open();
  appendFileSync(file, '{"level":60,"msg":"last"}\n');
  stop();
  expect(heard).toContain("last");
  rmSync(file);
  stop();
});
