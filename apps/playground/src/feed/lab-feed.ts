import type { LabEvent, LabExecution } from "@perfecto-bot/simulators/lab";
import { viewPlatform } from "../server/views/view-platform.ts";
import { type DrawnLine, line, type Span, span } from "../draw/drawn-line.ts";

/** Draws what happens in the lab, event by event. */
export type LabFeed = (event: LabEvent) => readonly DrawnLine[];

/**
 * A feed of the lab. Whenever another build than the last has its say, a line names it. That videos are ready is told of
 * tests that did not pass only: theirs are what people wait for.
 */
export function createLabFeed(find: (id: string) => LabExecution | undefined): LabFeed {
  let last = "";
  return (event) => {
    const build = `${event.job} #${event.number}`;
    const lines = drawEvent(event, build, find);
    if (lines.length === 0) return [];
    const isNew = build !== last;
    last = build;
    const isNamed = event.kind === "build started" || event.kind === "build complete";
    return isNew && !isNamed ? [{ ...line(span(build, "dim")), cut: true }, ...lines] : lines;
  };
}

function drawEvent(
  event: LabEvent,
  build: string,
  find: (id: string) => LabExecution | undefined,
): readonly DrawnLine[] {
  switch (event.kind) {
    case "build started":
      return [
        { ...line(span(build, "bold"), " starts"), prefix: "▶ " },
        { ...line(span(`${event.executions} test executions, branch ${event.branch}`, "dim")), prefix: "  " },
      ];
    case "execution finished": {
      const { device, system } = viewPlatform(find(event.id)?.resource.platforms?.[0]);
      const passed = event.status === "PASSED";
      const where = span(`${device}${passed || system === "" ? "" : `, ${system}`} · `, "dim");
      return [{ ...line(where, event.name), prefix: signOf(event.status), cut: passed }];
    }
    case "processing complete": {
      const execution = find(event.id);
      const { name = event.id, status, videos = [] } = execution?.resource ?? {};
      if (status === "PASSED" || videos.length === 0) return [];
      return [{ ...line(span(`video ready: ${name}`, "dim")), prefix: "  ▹ " }];
    }
    case "build complete":
      return [{ ...line(span(build, "bold"), ": all is run and processed"), prefix: "■ " }];
  }
}

function signOf(status: string): Span {
  switch (status) {
    case "PASSED":
      return span("  ✓ ", "green");
    case "FAILED":
      return span("  ✗ ", "red");
    case "BLOCKED":
      return span("  ⊘ ", "yellow");
    default:
      return span("  ? ", "yellow");
  }
}
