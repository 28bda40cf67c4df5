import { memo, useState } from "react";
import type { PaneProps } from "../pane-props.ts";

const SPEEDS = [1, 4, 12, 30, 60];

interface SpeedControlProps {
  readonly speed: number;
  readonly act: PaneProps<never>["act"];
}

/** How many times faster than real the lab plays; builds that start from then on keep to it. */
export const SpeedControl = memo(function SpeedControl({ speed, act }: SpeedControlProps) {
  const [wanted, setWanted] = useState<number>();
  const speeds = [...new Set([...SPEEDS, speed])].toSorted((a, b) => a - b);
  const change = async (next: number) => {
    setWanted(next);
    await act({ kind: "set-speed", speed: next });
    setWanted(undefined);
  };
  return (
    <label className="pg-speed" title="For builds that start from now on">
      <span>Lab speed</span>
      <select
        value={wanted ?? speed}
        aria-busy={wanted !== undefined}
        disabled={wanted !== undefined}
        onChange={({ target }) => void change(Number(target.value))}
      >
        {speeds.map((one) => (
          <option key={one} value={one}>
            {one}×
          </option>
        ))}
      </select>
    </label>
  );
});
