import {
  compareBuilds,
  countStatuses,
  findFlaky,
  groupExecutions,
  heatMap,
  heatMapKey,
  passRates,
  recordedResults,
  parseQuestion,
  understoodAs,
  verdictOf,
  emptyPicture,
  buildToldBy,
  type Execution,
  type Question,
} from "@perfecto-bot/domain";
import type { Answer, AnswerCoverage, AnsweredBuild } from "@perfecto-bot/pipeline";
import { SAMPLE_NOW_MS, SAMPLE_SETTING, sampleExecution, sampleFailure } from "./sample-executions.ts";

const CONTEXT = { nowMs: SAMPLE_NOW_MS, timeZone: SAMPLE_SETTING.timeZone };
const WHOLE: AnswerCoverage = { complete: true, gaps: [], asOfMs: SAMPLE_NOW_MS, source: "lab" };

const FAILED = sampleFailure("e1");
const BLOCKED = sampleExecution("e2", { status: "BLOCKED", name: "Log in 漢字テスト", reason: "Device offline" });
const PASSED = sampleExecution("e3", { name: "Sign up" });
const UNKNOWN = sampleExecution("e4", { status: "UNKNOWN", name: "Search" });

/** The executions of the sample build. */
const SAMPLE_ROWS: readonly Execution[] = [FAILED, BLOCKED, PASSED, UNKNOWN];

/** The answer to a question over the sample executions, as the desk would give it. */
export function sampleAnswer(text: string, rows: readonly Execution[] = SAMPLE_ROWS): Answer {
  const reading = parseQuestion(text, CONTEXT);
  if (reading.kind === "mistaken") throw new Error(`not understood: ${text}`);
  return answer(reading.command, rows);
}

function answer(question: Question, rows: readonly Execution[]): Answer {
  const base = { understoodAs: understoodAs(question, CONTEXT), coverage: WHOLE, labs: ["acme"], examined: 412 };
  const before = rows.map((row) => inBuild(row, 44, row.id === "e3" ? "FAILED" : "PASSED"));
  const now = build(rows);
  const earlier = build(before);
  const counts = countStatuses(rows);
  switch (question.verb) {
    case "failures":
    case "runs": {
      const { verb, by } = question;
      const listed = verb === "runs" ? rows : rows.filter(({ status }) => status === "FAILED" || status === "BLOCKED");
      const groups = by === undefined ? {} : { groups: groupExecutions(rows, by) };
      const across = by === undefined ? undefined : heatMapKey(by);
      const map = across === undefined ? {} : { map: heatMap(rows, across) };
      return { ...base, verb, question, rows: listed, total: listed.length, counts, ...groups, ...map };
    }
    case "build": {
      if (now === undefined) return { ...base, verb: question.verb, question, others: [] };
      const recorded = rows.map((execution) => ({ execution, firstSeenAtMs: 0, answeredAtMs: 0 }));
      const executions = new Map(recorded.map((one) => [one.execution.id, one]));
      const picture = { ...emptyPicture(now.ref), executions };
      const verdict = verdictOf(picture, recordedResults(picture));
      return {
        ...base,
        verb: question.verb,
        question,
        build: { ...now, verdict, attempt: 1, reopened: 0 },
        others: [],
      };
    }
    case "builds":
      return { ...base, verb: question.verb, question, builds: [now, earlier].filter((one) => one !== undefined) };
    case "compare": {
      if (now === undefined || earlier === undefined) return { ...base, verb: question.verb, question };
      const comparison = compareBuilds(before, rows);
      return { ...base, verb: question.verb, question, base: earlier, other: now, comparison };
    }
    case "test": {
      const [execution] = rows;
      if (execution === undefined) return { ...base, verb: question.verb, question, history: [], others: 0 };
      const history = [execution, inBuild(execution, 44, "PASSED")];
      const commands = [
        { name: "Open app", status: "SUCCESS", startedAtMs: 1_000, endedAtMs: 4_000, screenshots: [] },
        {
          name: "Click Pay",
          status: "FAILURE",
          message: "Element not found: token=abc",
          startedAtMs: 5_000,
          endedAtMs: 6_000,
          screenshots: ["https://acme.example.com/shot.png", "javascript:alert(1)"],
        },
      ] as const;
      const its = { ref: buildToldBy(execution) };
      return { ...base, verb: question.verb, question, execution, commands, history, build: its, others: 2 };
    }
    case "jobs": {
      const last =
        now === undefined ? [] : [{ lab: "acme", job: "Nightly Regression", lastSeenMs: SAMPLE_NOW_MS, last: now }];
      return { ...base, verb: question.verb, question, jobs: last };
    }
    case "flaky": {
      const runs = rows.flatMap((row) => [40, 41, 42, 43, 44].map((number) => flipping(row, number)));
      return { ...base, verb: question.verb, question, findings: findFlaky(runs) };
    }
    case "trend": {
      const split = question.by === undefined ? undefined : { by: question.by, top: 5 };
      const rates = passRates([...before, ...rows], split);
      return { ...base, verb: question.verb, question, rates, buildUrls: new Map() };
    }
  }
}

function build(executions: readonly Execution[]): AnsweredBuild | undefined {
  const [first] = executions;
  if (first === undefined) return undefined;
  const ref = buildToldBy(first);
  const startMs = Math.min(...executions.map(({ startedAtMs = 0 }) => startedAtMs));
  const url = SAMPLE_SETTING.links("acme")?.build(ref);
  return {
    ref,
    executions,
    counts: countStatuses(executions),
    flaky: 0,
    isRunning: false,
    startMs,
    endMs: startMs + 513_000,
    source: "lab",
    ...(url === undefined ? {} : { url }),
  };
}

function inBuild(execution: Execution, number: number, status: Execution["status"]): Execution {
  const startedAtMs = (execution.startedAtMs ?? 0) - (45 - number) * 86_400_000;
  const endedAtMs = startedAtMs + 60_000;
  const job = { name: "Nightly Regression", number, branch: "main" };
  return { ...execution, id: `${execution.id}-${number}`, status, startedAtMs, endedAtMs, job };
}

function flipping(execution: Execution, number: number): Execution {
  return inBuild(execution, number, execution.id === "e1" && number % 2 === 0 ? "FAILED" : "PASSED");
}
