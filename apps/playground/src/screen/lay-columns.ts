import { type DrawnLine, type Span, span } from "../draw/drawn-line.ts";
import { type FittedLine, fitLine } from "../draw/fit-line.ts";

/** What happened at about one time. */
export interface Moment {
  readonly lab: readonly DrawnLine[];
  readonly slack: readonly DrawnLine[];
}

const DIVISION = " │ ";

/** A moment as rows of at most `width` columns: the lab in the left third and Slack beside it, or Slack below the lab. */
export function layColumns(
  { lab, slack }: Moment,
  width: number,
  how: "beside" | "below",
): readonly (readonly Span[])[] {
  if (how === "below") return [...below("lab", lab, width), ...below("slack", slack, width)];
  const leftWidth = Math.floor((width - DIVISION.length) / 3);
  const left = lab.flatMap((each) => fitLine(each, leftWidth));
  const right = slack.flatMap((each) => fitLine(each, width - DIVISION.length - leftWidth));
  return Array.from({ length: Math.max(left.length, right.length) }, (_, row) => [
    ...fill(left[row], leftWidth),
    span(DIVISION, "dim"),
    ...(right[row]?.spans ?? []),
  ]);
}

function fill(fitted: FittedLine | undefined, width: number): readonly Span[] {
  if (fitted === undefined) return [span(" ".repeat(width))];
  return [...fitted.spans, span(" ".repeat(Math.max(0, width - fitted.width)))];
}

function below(word: string, lines: readonly DrawnLine[], width: number): readonly (readonly Span[])[] {
  const before = `${word.padEnd(5)}${DIVISION}`;
  return lines
    .flatMap((each) => fitLine(each, width - before.length))
    .map(({ spans }) => [span(before, "dim"), ...spans]);
}
