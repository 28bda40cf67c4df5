/** What one step of a lane led to. */
export type Step =
  | { readonly kind: "went" }
  /** This message waits. `forBudget`: for a limit that other posts share. */
  | { readonly kind: "wait"; readonly untilMs: number; readonly forBudget?: true }
  /** The chat cannot be reached: no message is tried before. */
  | { readonly kind: "rest"; readonly untilMs: number }
  | { readonly kind: "unavailable" }
  | { readonly kind: "lane-lost" };

export const WENT: Step = { kind: "went" };
export const LANE_LOST: Step = { kind: "lane-lost" };
export const UNAVAILABLE: Step = { kind: "unavailable" };

const KINDS: Readonly<Record<Step["kind"], true>> = {
  went: true,
  wait: true,
  rest: true,
  unavailable: true,
  "lane-lost": true,
};

/** Whether this is a step rather than what a chat answered. */
export function isStep(outcome: { readonly kind: string }): outcome is Step {
  return Object.hasOwn(KINDS, outcome.kind);
}
