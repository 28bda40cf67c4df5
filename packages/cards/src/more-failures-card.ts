import { groupByCause, platformsLabel, testLabel, type RecordedExecution } from "@perfecto-bot/domain";
import { buildTitle, type NamedBuild } from "./build-title.ts";
import type { Block, Card, Line } from "./card.ts";
import { bold, link, plainBlock, plainLine, text } from "./line.ts";
import { counted, oneLine } from "./phrases.ts";
import { sayMore } from "./say-more.ts";
import { STATUS_MARKS } from "./status-mark.ts";

const MAX_ROWS = 15;

/** What the folding card is made from. */
export interface MoreFailuresInput {
  readonly folded: readonly RecordedExecution[];
  readonly build: NamedBuild;
  readonly reportUrl: (executionId: string) => string;
}

/** Failures beyond those that got a message of their own, folded into one, so that no channel is flooded. */
export function moreFailuresCard({ folded, build, reportUrl }: MoreFailuresInput): Card {
  const causes = groupByCause(folded);
  const status = folded.every(({ execution }) => execution.status === "BLOCKED") ? "blocked" : "failed";
  const what =
    status === "blocked"
      ? `${counted(folded.length, "more test")} could not run`
      : counted(folded.length, "more failure");
  const title: Line = [
    text(`${what} in `),
    ...buildTitle(build),
    text(folded.length === 1 ? "" : ` (${counted(causes.length, "cause")})`),
  ];
  const rows = causes.slice(0, MAX_ROWS).map(({ label, executions }): Line => {
    const [first] = executions;
    const others = executions.length - 1;
    if (first === undefined) return [text(oneLine(label, 120))];
    return [
      bold(`${executions.length} × `),
      text(`${oneLine(label, 120)} (`),
      link(oneLine(testLabel(first.execution), 80) || "Unnamed test", reportUrl(first.execution.id)),
      text(` on ${platformsLabel(first.execution.platforms)}${others > 0 ? ` ${sayMore(others)}` : ""})`),
    ];
  });
  const rest = causes.length - rows.length;
  const list: Block = {
    kind: "list",
    rows,
    ...(rest > 0 ? { more: { count: rest, url: build.url } } : {}),
    weight: "core",
  };
  return {
    kind: "more-failures",
    status,
    title,
    body: [list],
    buttons: [{ kind: "link", label: "Open report", url: build.url }],
    fallback: [`${STATUS_MARKS[status].sign} ${plainLine(title)}`, ...plainBlock(list)].join("\n"),
  };
}
