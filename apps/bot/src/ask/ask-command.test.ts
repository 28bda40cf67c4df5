import { generateBuild, startLabSimulator, type LabSimulator } from "@perfecto-bot/simulators/lab";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { AnswerSchema } from "./testing/answer-schema.ts";
import { startAsk, type AskRun } from "./testing/run-ask.ts";

const HOUR_MS = 3_600_000;
let lab: LabSimulator;

beforeEach(async () => {
  lab = await startLabSimulator();
  const nowMs = Date.now();
  for (const number of [43, 44, 45]) {
    const startMs = nowMs - (46 - number) * HOUR_MS;
    const plan = { seed: 1, baseUrl: lab.baseUrl, job: "Nightly Regression", number, branch: "main", startMs };
    lab.putAll(generateBuild({ ...plan, executions: 40, blocked: 2, flaky: 1, spreadMs: 60_000 }));
  }
});
afterEach(() => lab.stop());

const environment = () => ({ PERFECTO_URL: lab.baseUrl, PERFECTO_SECURITY_TOKEN: lab.token });
const ask = (words: readonly string[], more: Readonly<Record<string, string>> = {}): Promise<AskRun> =>
  startAsk(words, { ...environment(), ...more }).finished;
const dataOf = ({ stdout }: AskRun) => AnswerSchema.parse(JSON.parse(stdout));

test.each([
  ["failures last 24h", /^STATUS {2,}TEST/m],
  ["failures last 24h by:platform", /^PLATFORM {2,}TOTAL/m],
  ["runs last 24h", /^STATUS {2,}TEST/m],
  ["build Nightly Regression 45", /^✗ FAILED {2}Nightly Regression #45 \(main\)/m],
  ["builds Nightly Regression", /^#44 {2,}✗ FAILED/m],
  ["compare Nightly Regression 44 45", /^✗ still failing {2}/m],
  ["jobs", /^Nightly Regression {2,}#45/m],
  ["flaky", /^FLAKY {2,}TEST|Nothing found/m],
  ["trend Nightly Regression", /^#45 {2,}main/m],
])("%s is answered as text, as CSV and as JSON", async (question, expected) => {
  const [text, csv, json] = await Promise.all([
    ask([question]),
    ask([...question.split(" "), "--csv"]),
    ask(["--json", question]),
  ]);
  expect(text.stdout).toMatch(expected);
  expect(text.stdout).not.toContain("\u001B");
  expect(csv.stdout).toMatch(/^[\w,]+\r\n/);
  expect(dataOf(json)).toMatchObject({ complete: true, missing: [], mistakes: [] });
  const found = text.stdout.includes("Nothing found") ? 1 : 0;
  expect([text, csv, json].map(({ exitCode }) => exitCode)).toEqual([found, found, found]);
  expect([text, json].map(({ stderr }) => stderr)).toEqual(["", ""]);
});

test("a test is shown by the id that a row gives, and by its link", async () => {
  const [row] = dataOf(await ask(["failures", "status:failed", "--json", "--limit", "1"])).rows;
  expect(row).toMatchObject({ status: "FAILED", job: "Nightly Regression", build: 45 });
  const [byId, byLink] = await Promise.all([ask(["test", row?.id ?? ""]), ask([`test ${row?.reportUrl ?? ""}`])]);
  for (const { stdout, exitCode } of [byId, byLink]) {
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`✗ FAILED  ${row?.name ?? ""}`);
    expect(stdout).toContain(row?.reportUrl ?? "none");
    expect(stdout).toMatch(/✗ failed +\S/);
  }
});

test("JSON has everything, in the zone that was asked for", async () => {
  const { stdout, exitCode } = await ask(["runs", "last", "24h", "by:status", "--json", "--tz", "Asia/Kolkata"]);
  const data = dataOf({ stdout, exitCode, stderr: "" });
  expect(data.rows).toHaveLength(data.total);
  expect(data.total).toBe(lab.size);
  expect(data.groups.reduce((sum, { total }) => sum + total, 0)).toBe(data.total);
  expect(data.question).toContain(" IST, ");
  expect(data.window?.to).toMatch(/\+05:30$/);
  for (const { startTime } of data.rows) expect(startTime).toMatch(/\+05:30$/);
});

test("the system's zone is the asker's", async () => {
  const { stdout } = await ask(["runs", "--json"], { TZ: "America/St_Johns" });
  expect(JSON.parse(stdout)).toMatchObject({ window: { to: expect.stringMatching(/-0[23]:30$/) } });
});

test("what the shell took the quotes of is understood, and a minus excludes", async () => {
  const run = await ask(["failures", "job:Nightly Regression", "-status:blocked", "--json"]);
  expect(dataOf(run).question).toContain("of Nightly Regression");
  expect(new Set(dataOf(run).rows.map(({ status }) => status))).toEqual(new Set(["FAILED"]));
});

describe("what is wrong decides the exit code", () => {
  test("nothing found: 1", async () => {
    const { exitCode, stdout } = await ask(["failures test:no-such-test"]);
    expect([exitCode, stdout]).toEqual([1, expect.stringContaining("Nothing found")]);
  });

  test("mistakes in the question: 2, all of them underlined, and the lab is not asked", async () => {
    const { exitCode, stdout, stderr } = await ask(["failures", "plattform:iOS", "lsat", "24h"]);
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("  failures plattform:iOS lsat 24h\n           ^^^^^^^^^\n");
    expect(stderr).toContain("did you mean `platform`?");
    expect(stderr).toContain("did you mean `last 24h`?");
    expect(lab.requests.count("executions")).toBe(0);
  });

  test("the same as JSON", async () => {
    const run = await ask(["failures plattform:iOS", "--json"]);
    expect(run).toMatchObject({ exitCode: 2, stderr: "" });
    expect(dataOf(run)).toMatchObject({ question: null, mistakes: [{ at: 9, length: 9, suggestion: "platform" }] });
  });

  test.each([
    [["runs", "--tz", "Mars/Olympus"], "is no time zone"],
    [["runs", "--lab", "umbrella"], "no lab is called so"],
    [["runs", "--limit", "none"], "give a whole number"],
    [["runs", "--jsno"], "--jsno is no option"],
    [["runs --json"], "outside the question's quotes"],
    [["runs", "--csv", "--json"], "not both"],
    [["subscribe Nightly"], "is for a chat"],
    [[], "What do you ask?"],
  ])("a mistake in %j: 2", async (words, said) => {
    const { exitCode, stdout, stderr } = await ask(words);
    expect([exitCode, stdout, stderr]).toEqual([2, "", expect.stringContaining(said)]);
  });

  test("an expired token: 3, with what to do and without the token", async () => {
    lab.expireToken();
    const { exitCode, stdout, stderr } = await ask(["failures"]);
    expect([exitCode, stderr]).toEqual([3, expect.stringMatching(/refused the security token.*Make a new/s)]);
    expect(stdout + stderr).not.toContain(lab.token);
  });

  test("no lab: 3, and the JSON says that nothing is known", async () => {
    await lab.goDown();
    const run = await ask(["failures", "--json"]);
    expect([run.exitCode, run.stderr]).toEqual([3, expect.stringContaining("does not answer")]);
    expect(dataOf(run)).toMatchObject({ complete: false, total: 0, missing: [expect.stringContaining("missing")] });
  });

  test("a lab that fails in the middle: 3, with what is known", async () => {
    lab.configure({ pageSize: 20 });
    lab.faults.add({ match: "executions", after: 2, times: Infinity, behave: { kind: "status", status: 404 } });
    const run = await ask(["runs", "--json"]);
    const data = dataOf(run);
    expect([run.exitCode, data.complete]).toEqual([3, false]);
    expect(data.rows.length).toBeGreaterThan(0);
    expect(data.rows.length).toBeLessThan(lab.size);
    expect(run.stderr).toMatch(/^! Lab \S+ .* missing\./);
  });

  test("no configuration: 3, with every problem", async () => {
    const { exitCode, stderr } = await startAsk(["runs"], {}).finished;
    expect([exitCode, stderr]).toEqual([3, expect.stringMatching(/2 problems[\s\S]*PERFECTO_SECURITY_TOKEN/)]);
  });

  test("Ctrl-C while the lab hangs: 130", async () => {
    lab.faults.add({ match: "executions", times: Infinity, behave: { kind: "hang" } });
    const running = startAsk(["runs"], environment());
    await expect.poll(() => lab.requests.count("executions"), { timeout: 60_000 }).toBeGreaterThan(0);
    running.interrupt();
    expect(await running.finished).toEqual({ exitCode: 130, stdout: "", stderr: "Cancelled.\n" });
  });

  test("a reader that goes away is no error", async () => {
    lab.faults.add({ match: "executions", times: Infinity, behave: { kind: "slow", delayMs: 300 } });
    const running = startAsk(["runs", "--json"], environment());
    await expect.poll(() => lab.requests.count("executions"), { timeout: 60_000 }).toBeGreaterThan(0);
    running.closePipe();
    expect(await running.finished).toEqual({ exitCode: 0, stdout: "", stderr: "" });
  });
});

test("asking needs no other configuration, and --help no configuration at all", async () => {
  const [answered, help] = await Promise.all([
    ask(["jobs"], { REDIS_URL: "nonsense", SLACK_BOT_TOKEN: "nonsense" }),
    startAsk(["--help"], {}).finished,
  ]);
  expect(answered.exitCode).toBe(0);
  expect(help).toMatchObject({ exitCode: 0, stderr: "" });
  expect(help.stdout).toContain("failures last 24h");
});
