import { memo } from "react";
import type { LabExecutionView } from "../../wire/lab-state.ts";
import { describeExecution } from "./describe-execution.ts";
import { ExecutionSign } from "./execution-sign.tsx";

interface ExecutionDotsProps {
  readonly build: string;
  readonly executions: readonly LabExecutionView[];
  readonly expected: number;
}

/** A build's executions as a matrix of signs, and a faint dot for each that has not shown yet. */
export const ExecutionDots = memo(function ExecutionDots({ build, executions, expected }: ExecutionDotsProps) {
  const awaited = Math.max(0, expected - executions.length);
  return (
    <ul className="pg-dots" aria-label={`Executions of ${build}`}>
      {executions.map((execution) => (
        <Dot key={execution.id} execution={execution} />
      ))}
      {Array.from({ length: awaited }, (_, index) => (
        <li key={`awaited ${index}`} aria-hidden="true">
          <ExecutionSign status="awaited" />
        </li>
      ))}
    </ul>
  );
});

const Dot = memo(function Dot({ execution }: { readonly execution: LabExecutionView }) {
  const words = describeExecution(execution);
  return (
    <li title={words}>
      <ExecutionSign status={execution.status} processing={execution.processing} />
      <span className="visually-hidden">{words}</span>
    </li>
  );
});
