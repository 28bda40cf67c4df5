import { memo } from "react";
import { STATUS_NAMES } from "./describe-execution.ts";
import { ExecutionSign } from "./execution-sign.tsx";

const SHOWN = ["PASSED", "FAILED", "BLOCKED", "UNKNOWN", "running"] as const;

/** What the signs mean. */
export const LabLegend = memo(function LabLegend() {
  return (
    <ul className="pg-legend" aria-label="Signs">
      {SHOWN.map((status) => (
        <li key={status}>
          <ExecutionSign status={status} />
          {STATUS_NAMES[status]}
        </li>
      ))}
      <li>
        <ExecutionSign status="PASSED" processing />
        Processing
      </li>
    </ul>
  );
});
