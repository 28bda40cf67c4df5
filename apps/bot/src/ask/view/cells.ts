import {
  buildToldBy,
  causeLabel,
  platformsLabel,
  shortBuildLabel,
  testLabel,
  wentWrong,
  type BuildRef,
  type Execution,
} from "@perfecto-bot/domain";
import type { AnswerSetting } from "../answer-setting.ts";
import { foreignText } from "../foreign-text.ts";
import { shortStamp } from "../local-stamp.ts";
import { reportUrlOf } from "../report-url.ts";
import { plainLine } from "../terminal/plain-text.ts";
import { safeUrl } from "../terminal/safe-url.ts";
import { NONE, type Cell } from "../terminal/table.ts";
import { grouped } from "./say-numbers.ts";

/** Foreign text in a cell. */
export function textCell(text: string | undefined): Cell {
  return { text: plainLine(text ?? "") };
}

/** A count, with thousands separators; nothing for none where `isQuiet`. */
export function countCell(count: number, isQuiet = false): Cell {
  return { text: isQuiet && count === 0 ? NONE : grouped(count) };
}

/** When something was, in the asker's zone. */
export function timeCell(ms: number | undefined, { timeZone, nowMs }: AnswerSetting): Cell {
  return { text: ms === undefined ? NONE : shortStamp(ms, timeZone, nowMs) };
}

/** A test's name that leads to its report. */
export function testCell(execution: Execution, setting: AnswerSetting, name = testLabel(execution)): Cell {
  const url = reportUrlOf(execution, setting);
  return { text: plainLine(name) || "(unnamed)", ...(url === undefined ? {} : { url }) };
}

/** What an execution ran on. */
export function platformCell({ platforms }: Pick<Execution, "platforms">): Cell {
  return { text: plainLine(platformsLabel(platforms)) };
}

/** A build's name that leads to the report library: "#45", or "Nightly #45" where its job is not clear. */
export function buildCell(ref: BuildRef, withJob: boolean, url?: string): Cell {
  const href = safeUrl(url);
  return { ...named(ref, withJob), ...(href === undefined ? {} : { url: href }) };
}

/** The build an execution belongs to: "Nightly #45"; nothing where it names no job. */
export function jobCell(execution: Execution): Cell {
  return execution.job === undefined ? { text: NONE } : named(buildToldBy(execution), true);
}

/** Why an execution went wrong, in one line: the same words as on cards. */
export function causeCell(execution: Execution): Cell {
  if (!wentWrong(execution)) return { text: "" };
  return { text: plainLine(foreignText(causeLabel({ execution, firstSeenAtMs: 0, answeredAtMs: 0 }))) };
}

function named(ref: BuildRef, withJob: boolean): Cell {
  if (ref.kind === "session") return { text: plainLine(ref.job ?? "single session") };
  const short = shortBuildLabel(ref);
  return withJob ? { text: `${plainLine(ref.job)} ${short}`, end: ` ${short}` } : { text: short };
}
