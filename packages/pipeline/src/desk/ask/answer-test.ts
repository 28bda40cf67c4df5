import {
  buildToldBy,
  globOf,
  platformLabel,
  strikeSecrets,
  understoodAs,
  type AskContext,
  type Command,
  type Execution,
  type Filter,
  type TestQuestion,
} from "@perfecto-bot/domain";
import type { Gap, TestAnswer } from "./answer.ts";
import { askLab } from "./ask-lab.ts";
import type { AskOptions, AskParts } from "./ask-parts.ts";
import { covered } from "./coverage-of.ts";
import { findTest, isSameTest } from "./find-test.ts";
import { readExecutions } from "./read-executions.ts";
import { withReport } from "./with-report.ts";

const DAY_MS = 24 * 60 * 60_000;
const LOOK_BACK_MS = 14 * DAY_MS;
const LONGEST_HISTORY = 20;
/** A history is worth a little patience, not all of it. */
const HISTORY_ASKS = 20;

/** `test`: one execution, its commands, and how the test did on this platform before. */
export async function answerTest(
  parts: AskParts,
  question: TestQuestion,
  context: AskContext,
  options: AskOptions,
): Promise<TestAnswer> {
  const { execution: found, others, examined, gaps, asOfMs, source } = await findTest(parts, question.about, options);
  const base = {
    verb: "test",
    question,
    understoodAs: understoodAs(question, context),
    labs: [...parts.labs.keys()],
  } as const;
  if (found === undefined) return { ...base, coverage: covered(gaps, asOfMs, source), examined, history: [], others };
  const [full, commands, history] = await Promise.all([
    readAgain(parts, found, options),
    readCommands(parts, found, options),
    readHistory(parts, found, options),
  ]);
  const execution = withoutSecrets(withReport(parts, full ?? found));
  const ref = buildToldBy(execution);
  const url = parts.links(ref.lab)?.build(ref);
  return {
    ...base,
    coverage: covered([...gaps, ...history.gaps], asOfMs, full === undefined ? source : "lab"),
    examined: examined + history.examined,
    execution,
    ...(commands === undefined ? {} : { commands }),
    history: history.rows,
    ...(execution.job === undefined ? {} : { build: { ref, ...(url === undefined ? {} : { url }) } }),
    others,
  };
}

/** Memory and lists are without the files of what passed; the lab has them. */
async function readAgain(
  parts: AskParts,
  { lab: id, id: executionId, externalId }: Execution,
  { signal }: AskOptions,
): Promise<Execution | undefined> {
  const lab = parts.labs.get(id);
  if (lab === undefined || externalId === undefined) return undefined;
  const answer = await askLab(parts, "reading a test", () => lab.listExecutions({ externalIds: [externalId] }, signal));
  return answer.kind === "told" ? answer.value.executions.find((one) => one.id === executionId) : undefined;
}

async function readCommands(
  parts: AskParts,
  { lab: id, id: executionId }: Execution,
  { signal }: AskOptions,
): Promise<readonly Command[] | undefined> {
  const lab = parts.labs.get(id);
  if (lab === undefined) return undefined;
  const answer = await askLab(parts, "reading commands", () => lab.listCommands(executionId, signal));
  return answer.kind === "told" ? answer.value.map(struckCommand) : undefined;
}

/** The results of this test on this platform up to this one, and what is missing of them. */
async function readHistory(
  parts: AskParts,
  execution: Execution,
  options: AskOptions,
): Promise<{ readonly rows: readonly Execution[]; readonly gaps: readonly Gap[]; readonly examined: number }> {
  const { lab, job, name, platforms, startedAtMs } = execution;
  if (startedAtMs === undefined) return { rows: [execution], gaps: [], examined: 0 };
  const filter: Filter = [
    { key: "lab", negated: false, values: [globOf(lab)] },
    ...(job === undefined ? [] : [{ key: "job", negated: false, values: [globOf(job.name)] } as const]),
    { key: "test", negated: false, values: [globOf(name)] },
    ...platforms
      .slice(0, 1)
      .map((one) => ({ key: "platform", negated: false, values: [globOf(platformLabel(one))] }) as const),
  ];
  const window = { fromMs: startedAtMs - LOOK_BACK_MS, toMs: startedAtMs + 1 };
  const request = { filter, window, askedAtMs: parts.now(), cap: LONGEST_HISTORY, mostAsks: HISTORY_ASKS };
  const read = await readExecutions(parts, request, options);
  const rows = read.rows.filter((row) => isSameTest(row, execution) && row.id !== execution.id);
  const gaps = read.coverage.gaps.filter(({ kind }) => kind === "lab-failed" || kind === "cancelled");
  return { rows: [execution, ...rows].slice(0, LONGEST_HISTORY), gaps, examined: read.examined };
}

function withoutSecrets(execution: Execution): Execution {
  const { message } = execution;
  return message === undefined ? execution : { ...execution, message: strikeSecrets(message) };
}

function struckCommand(command: Command): Command {
  const { name, step, message } = command;
  return {
    ...command,
    name: strikeSecrets(name),
    ...(step === undefined ? {} : { step: strikeSecrets(step) }),
    ...(message === undefined ? {} : { message: strikeSecrets(message) }),
  };
}
