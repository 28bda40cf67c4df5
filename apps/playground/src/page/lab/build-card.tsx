import { memo } from "react";
import type { LabBuildView } from "../../wire/lab-state.ts";
import { formatClock } from "../frame/format-clock.ts";
import { countExecutions } from "./count-executions.ts";
import { platformOf, STATUS_NAMES } from "./describe-execution.ts";
import { describeProgress } from "./describe-progress.ts";
import { ExecutionDots } from "./execution-dots.tsx";
import { ExecutionSign } from "./execution-sign.tsx";

/** How many of those that did not pass are listed at first. */
const LISTED = 3;

/** A build of the lab: how far it is, each execution as a sign, and those that did not pass by name. */
export const BuildCard = memo(function BuildCard({ build }: { readonly build: LabBuildView }) {
  const { id, job, number, branch, executions, expected, complete, startedAtMs } = build;
  const { finished, FAILED, BLOCKED, UNKNOWN } = countExecutions(build);
  const whole = Math.max(expected, executions.length, 1);
  const bad = executions.filter(({ status }) => status === "FAILED" || status === "BLOCKED" || status === "UNKNOWN");
  const tone = FAILED > 0 ? "bad" : BLOCKED + UNKNOWN > 0 ? "warn" : complete ? "good" : "running";
  const item = (execution: LabBuildView["executions"][number]) => (
    <li key={execution.id}>
      <ExecutionSign status={execution.status} processing={execution.processing} />
      <span>
        <span className="visually-hidden">{STATUS_NAMES[execution.status]}: </span>
        <a href={execution.reportUrl} target="_blank" rel="noreferrer">
          {execution.name}
        </a>
        <span className="pg-build-where">{platformOf(execution)}</span>
      </span>
    </li>
  );
  return (
    <article className="pg-build" data-tone={tone} aria-label={id} data-testid="lab-build">
      <div className="pg-build-head">
        <h3>
          {job} <span>#{number}</span>
        </h3>
        <span className="pg-badge" data-tone={complete ? tone : "running"}>
          {complete ? "complete" : "running"}
        </span>
      </div>
      <div className="pg-build-meta">
        <span>{describeProgress(build)}</span>
      </div>
      <div className="pg-bar" aria-hidden="true">
        <span style={{ transform: `scaleX(${finished / whole})` }} />
      </div>
      <ExecutionDots build={id} executions={executions} expected={expected} />
      {bad.length > 0 && <ul className="pg-bad-list">{bad.slice(0, LISTED).map(item)}</ul>}
      {bad.length > LISTED && (
        <details className="pg-more">
          <summary>{bad.length - LISTED} more that did not pass</summary>
          <ul className="pg-bad-list">{bad.slice(LISTED).map(item)}</ul>
        </details>
      )}
      <div className="pg-build-foot">
        <span>{branch}</span>
        <span>
          started <time dateTime={new Date(startedAtMs).toISOString()}>{formatClock(startedAtMs)}</time>
        </span>
      </div>
    </article>
  );
});
