import { memo } from "react";
import type { LabExecutionStatus } from "../../wire/lab-state.ts";

/** Shapes on a 12 × 12 grid, so that no status is told by colour alone. */
const SHAPES = {
  PASSED: (
    <>
      <circle cx="6" cy="6" r="5" fill="currentColor" />
      <path d="M3.6 6.2 5.3 7.9 8.5 4.5" className="pg-sign-mark" />
    </>
  ),
  FAILED: (
    <>
      <rect x="0.8" y="0.8" width="10.4" height="10.4" rx="2" fill="currentColor" />
      <path d="M3.8 3.8l4.4 4.4M8.2 3.8 3.8 8.2" className="pg-sign-mark" />
    </>
  ),
  BLOCKED: (
    <>
      <path d="M6 .2 11.8 6 6 11.8.2 6Z" fill="currentColor" />
      <path d="M3.6 6h4.8" className="pg-sign-mark" />
    </>
  ),
  UNKNOWN: (
    <>
      <path d="M6 .8 11.6 11H.4Z" fill="currentColor" />
      <path d="M6 4.4v3M6 9v.4" className="pg-sign-mark" />
    </>
  ),
  running: (
    <>
      <circle cx="6" cy="6" r="4.2" className="pg-sign-ring" />
      <path d="M6 6V3.6" className="pg-sign-ring" />
    </>
  ),
  awaited: <circle cx="6" cy="6" r="1.6" fill="currentColor" />,
};

interface ExecutionSignProps {
  readonly status: LabExecutionStatus | "awaited";
  readonly processing?: boolean;
}

/** A status as shape and colour; one that is still being processed is pale. For screen readers words stand beside it. */
export const ExecutionSign = memo(function ExecutionSign({ status, processing = false }: ExecutionSignProps) {
  return (
    <svg
      className="pg-sign"
      viewBox="0 0 12 12"
      aria-hidden="true"
      data-status={status}
      data-processing={processing || undefined}
    >
      {SHAPES[status]}
    </svg>
  );
});
