/** What can be broken for a while, and mended. */
export interface Breakages {
  readonly labDown: boolean;
  readonly tokenExpired: boolean;
  readonly slowProcessing: boolean;
  /** Slack answers every post and edit with 429 and Retry-After. */
  readonly slackRateLimited: boolean;
  /** Every third post and edit in either chat is carried out, and its answer is lost. */
  readonly answersLost: boolean;
}

/** How the parts of the world stand. */
export interface WorldView {
  readonly service: "starting" | "running" | "restarting";
  /** How often the service was started in this world. */
  readonly serviceStarts: number;
  readonly redis: "running" | "restarting";
  /** How many times faster than real the lab plays. */
  readonly speed: number;
  readonly breakages: Breakages;
  /** What is real instead of simulated, in words; empty where everything is simulated. */
  readonly real: readonly ("lab" | "Slack" | "Teams")[];
}
