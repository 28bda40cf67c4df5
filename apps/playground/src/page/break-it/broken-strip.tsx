import { memo } from "react";
import type { Breakages } from "../../wire/world-state.ts";
import type { PaneProps } from "../pane-props.ts";
import { BREAKAGES } from "./breakage-names.ts";

interface BrokenStripProps {
  readonly breakages: Breakages;
  readonly act: PaneProps<never>["act"];
}

/** Says what is broken now, and mends it. Nothing while all is well. */
export const BrokenStrip = memo(function BrokenStrip({ breakages, act }: BrokenStripProps) {
  const broken = BREAKAGES.filter(({ what }) => breakages[what]);
  if (broken.length === 0) return undefined;
  return (
    <div className="pg-strip pg-broken" role="status" aria-label="Broken now">
      <strong>Broken now</strong>
      {broken.map(({ what, label }) => (
        <span key={what} className="pg-broken-item">
          {label}
          <button
            type="button"
            aria-label={`Mend: ${label}`}
            onClick={() => void act({ kind: "break", what, on: false })}
          >
            Mend
          </button>
        </span>
      ))}
    </div>
  );
});
