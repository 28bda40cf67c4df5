import { type DrawnLine, line, span } from "../draw/drawn-line.ts";
import { fitLine } from "../draw/fit-line.ts";
import { paintSpans } from "../draw/paint-line.ts";
import { layColumns } from "./lay-columns.ts";
import type { Screen, Surface } from "./screen.ts";

const leastForTwo = 110;
const mostUseful = 180;
/** How long happenings are gathered, so that those of one moment stand beside each other. */
const gatherMs = 150;

const TITLES = {
  lab: [line(span("THE LAB (simulated)", "bold", "underline"))],
  slack: [line(span("SLACK (simulated)", "bold", "underline"))],
};

/** A screen: the lab beside Slack where there are at least 110 columns, else one after the other with a word before each. */
export function createScreen(surface: Surface): Screen {
  const { write, colours } = surface;
  let lab: DrawnLine[] = [];
  let slack: DrawnLine[] = [];
  let timer: NodeJS.Timeout | undefined;

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    const width = Math.min(surface.columns(), mostUseful);
    const rows = layColumns({ lab, slack }, width, width >= leastForTwo ? "beside" : "below");
    lab = [];
    slack = [];
    write(rows.map((row) => `${paintSpans(row, colours).trimEnd()}\n`).join(""));
  }

  function gather(): void {
    timer ??= setTimeout(flush, gatherMs);
  }

  return {
    title() {
      flush();
      const width = Math.min(surface.columns(), mostUseful);
      const rows = width >= leastForTwo ? layColumns(TITLES, width, "beside") : [];
      write(`\n${rows.map((row) => `${paintSpans(row, colours)}\n`).join("")}`);
    },
    say(lines) {
      flush();
      const width = Math.min(surface.columns(), mostUseful);
      const rows = lines.flatMap((each) => fitLine(each, width));
      write(rows.map(({ spans }) => `${paintSpans(spans, colours)}\n`).join(""));
    },
    lab(lines) {
      lab.push(...lines);
      gather();
    },
    slack(lines) {
      slack.push(...lines);
      gather();
    },
    flush,
  };
}
