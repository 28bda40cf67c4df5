import {
  buildLabel,
  countStatuses,
  failingCommand,
  formatDuration,
  platformsLabel,
  testLabel,
  trimMessage,
  videoMoment,
  wentWrong,
  type Command,
  type Execution,
  type FailureDetail,
} from "@perfecto-bot/domain";
import type { TestAnswer } from "@perfecto-bot/pipeline";
import type { AnswerSetting } from "../answer-setting.ts";
import { durationOf } from "../data/execution-records.ts";
import { foreignText } from "../foreign-text.ts";
import { shortStamp } from "../local-stamp.ts";
import { reportUrlOf } from "../report-url.ts";
import { plainLine } from "../terminal/plain-text.ts";
import { safeUrl } from "../terminal/safe-url.ts";
import { NONE, type Cell, type Table } from "../terminal/table.ts";
import { sayCount } from "./say-numbers.ts";
import { sayParts, signOf, statusCell } from "./status-words.ts";
import { GAP_LINE, line, mainTable, type View, type ViewLine } from "./view.ts";

/** Longer lists of files are named in the report. */
const MOST_FILES = 10;
const LABEL_COLUMNS = 11;

/** `test`: one execution with its facts, links and commands, and how the test did before. */
export function testView(answer: TestAnswer, setting: AnswerSetting): View {
  const { execution, commands, history, others } = answer;
  if (execution === undefined) return { parts: [] };
  const failure = wentWrong(execution) ? failingCommand(commands ?? []) : undefined;
  const status = statusCell(execution.status);
  return {
    parts: [
      line(
        `${status.text}  ${plainLine(testLabel(execution)) || "(unnamed)"}`,
        status.tone ? { tone: status.tone } : {},
      ),
      GAP_LINE,
      ...factLines(answer, execution, failure, setting),
      ...messageLines(execution, failure),
      ...(commands === undefined
        ? [GAP_LINE, line("The lab gave out no commands.", { tone: "dim" })]
        : commands.length === 0
          ? []
          : [GAP_LINE, mainTable(commandTable(commands))]),
      ...(history.length === 0 ? [] : [GAP_LINE, line(historyWords(history))]),
      ...(others === 0
        ? []
        : [
            line(`${sayCount(others, "other execution")} may be meant; this is the newest. Give an id to see another.`),
          ]),
    ],
  };
}

function factLines(
  { build }: TestAnswer,
  execution: Execution,
  failure: FailureDetail | undefined,
  setting: AnswerSetting,
): readonly ViewLine[] {
  const { startedAtMs, reason, owner, tags, platforms } = execution;
  const took = durationOf(execution);
  const started = startedAtMs === undefined ? undefined : shortStamp(startedAtMs, setting.timeZone, setting.nowMs);
  const facts: readonly (readonly [string, string | undefined])[] = [
    ["Id", execution.id],
    ["Platform", platformsLabel(platforms)],
    ["Started", started],
    ["Took", took === undefined ? undefined : formatDuration(took)],
    ["Build", build === undefined ? undefined : buildLabel(build.ref)],
    ["Owner", owner],
    ["Tags", tags.length === 0 ? undefined : tags.join(", ")],
    ["Reason", reason === undefined ? undefined : foreignText(reason)],
    ["Failed in", failure === undefined ? undefined : foreignText(failure.command)],
  ];
  const links: readonly (readonly [string, string | undefined])[] = [
    ["Report", reportUrlOf(execution, setting)],
    ["Video", videoMoment(execution.videos, failure?.startedAtMs)?.url],
    ...(failure?.screenshots ?? []).map((url) => ["Screenshot", url] as const),
    ...execution.artifacts.slice(0, MOST_FILES).map(({ type, url }) => [artifactName(type), url] as const),
  ];
  return [
    ...facts.flatMap(([name, value]) => (value === undefined ? [] : [factLine(name, plainLine(value))])),
    ...links.flatMap(([name, value]) => {
      const url = safeUrl(value);
      return url === undefined ? [] : [factLine(name, url, url)];
    }),
  ];
}

function factLine(name: string, value: string, url?: string): ViewLine {
  return line(`${name.padEnd(LABEL_COLUMNS)}  ${value}`, url === undefined ? {} : { url });
}

/** "DEVICE_LOGS" as "Device logs". */
function artifactName(type: string): string {
  const words = plainLine(type).toLowerCase().replaceAll("_", " ");
  return words === "" ? "File" : words[0]?.toUpperCase() + words.slice(1);
}

function messageLines(execution: Execution, failure: FailureDetail | undefined): readonly ViewLine[] {
  const message = wentWrong(execution) ? (failure?.message ?? trimMessage(execution.message)) : undefined;
  if (message === undefined) return [];
  return [
    GAP_LINE,
    ...foreignText(message)
      .split("\n")
      .map((text) => line(`  ${plainLine(text)}`)),
  ];
}

const COMMAND_STATUSES: Readonly<Record<Command["status"], Cell>> = {
  SUCCESS: { text: "✓ passed", tone: "good" },
  FAILURE: { text: "✗ failed", tone: "bad" },
  UNKNOWN: { text: "? unknown" },
};

function commandTable(commands: readonly Command[]): Table {
  return {
    columns: [
      { title: "#", align: "right" },
      { title: "Status" },
      { title: "Took", align: "right", leaveOut: 1 },
      { title: "Command", least: 14 },
      { title: "Message", least: 12, leaveOut: 2 },
    ],
    rows: commands.map((command, index) => {
      const took = durationOf(command);
      const message = command.status === "FAILURE" ? trimMessage(command.message) : undefined;
      return {
        cells: [
          { text: String(index + 1) },
          COMMAND_STATUSES[command.status],
          { text: took === undefined ? NONE : formatDuration(took) },
          { text: plainLine(foreignText(command.name)) || "(unnamed)" },
          { text: plainLine(message ?? "") },
        ],
      };
    }),
  };
}

/** "On this platform ✓✓✗✓✗ (oldest first): 3 passed, 2 failed". */
function historyWords(newestFirst: readonly Execution[]): string {
  const strip = newestFirst
    .toReversed()
    .map(({ status }) => signOf(status))
    .join("");
  return `On this platform ${strip} (oldest first): ${sayParts(countStatuses(newestFirst))}`;
}
