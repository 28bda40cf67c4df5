import type { ReactNode } from "react";
import { type PagePart, PART_NAMES } from "./page-part.ts";

interface PagePanelProps {
  readonly part: PagePart;
  /** `column`: beside the others. `front`, `behind`: one tab's panel, selected or not. */
  readonly as: "column" | "front" | "behind";
  readonly isReal: boolean;
  /** Beside the heading. */
  readonly tools?: ReactNode;
  readonly children: ReactNode;
}

/** The frame of one part. One behind keeps its size, so that lists in it keep their place. */
export function PagePanel({ part, as, isReal, tools, children }: PagePanelProps) {
  const role = as === "column" ? ({ role: "region", "aria-labelledby": `head-${part}` } as const) : undefined;
  const tab = as === "column" ? undefined : ({ role: "tabpanel", "aria-labelledby": `tab-${part}` } as const);
  return (
    <section className="pg-panel" id={`part-${part}`} data-part={part} data-as={as} {...role} {...tab}>
      <div className="pg-panel-head">
        <h2 id={`head-${part}`}>{PART_NAMES[part]}</h2>
        {part !== "timeline" && <span className="pg-tag">{isReal ? "real" : "simulated"}</span>}
        {tools}
      </div>
      <div className="pg-panel-body">{children}</div>
    </section>
  );
}
