import type { ReactNode } from "react";

/** Says that something is there that cannot be drawn. */
export function UnknownBlock({ type }: { readonly type: string }): ReactNode {
  return <div className="sl-unknown">Cannot draw block type {type === "" ? "without a name" : type}</div>;
}
