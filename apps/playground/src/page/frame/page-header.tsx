import { memo } from "react";
import type { WorldView } from "../../wire/world-state.ts";
import { BreakMenu } from "../break-it/break-menu.tsx";
import type { PageSnapshot } from "../connection/create-connection.ts";
import type { PaneProps } from "../pane-props.ts";
import { describeReality } from "./describe-reality.ts";
import { ServicePill } from "./service-pill.tsx";
import { SpeedControl } from "./speed-control.tsx";

interface PageHeaderProps {
  readonly world: WorldView;
  readonly connection: PageSnapshot["status"];
  readonly act: PaneProps<never>["act"];
}

/** What this is, what of it is real, how it stands, and what can be done to the whole. */
export const PageHeader = memo(function PageHeader({ world, connection, act }: PageHeaderProps) {
  return (
    <header className="pg-header">
      <div className="pg-title">
        <svg className="pg-logo" viewBox="0 0 32 32" aria-hidden="true">
          <rect width="32" height="32" rx="8" fill="var(--accent)" />
          <path
            d="M8 16.5l5.5 5.5L24 10.5"
            fill="none"
            stroke="#fff"
            strokeWidth="3.6"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </svg>
        <h1>perfecto-bot playground</h1>
        <p>Test results from a device lab, live where the team talks.</p>
      </div>
      <p className="pg-reality">{describeReality(world.real)}</p>
      <div className="pg-controls">
        <ServicePill world={world} connection={connection} />
        {!world.real.includes("lab") && <SpeedControl speed={world.speed} act={act} />}
        <BreakMenu world={world} act={act} />
      </div>
    </header>
  );
});
