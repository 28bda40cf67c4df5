import { Component } from "react";
import type { ReactNode } from "react";
import { UnknownBlock } from "./unknown-block.tsx";

interface Props {
  readonly type: string;
  readonly children: ReactNode;
}

/** Keeps a block that cannot be drawn from taking the page with it. */
export class DrawingBoundary extends Component<Props, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? <UnknownBlock type={this.props.type} /> : this.props.children;
  }
}
