import type { Lab } from "@perfecto-bot/pipeline";

/** What a lab says when it is only asked whether it is there. */
export interface LabProbe {
  readonly apiVersion: "v1" | "v3";
  /** How far the lab's clock is ahead of ours, in ms, give or take the time of the request. */
  readonly clockAheadMs?: number;
  /** `<cloud>-perfectomobile-com`: shows whether the token belongs to the cloud that was meant. */
  readonly tenantId?: string;
  /** The user whose token was accepted. */
  readonly tokenOwner?: string;
  /** Executions on the first page of the last quarter of an hour. */
  readonly recentExecutions: number;
}

/** A lab with connections of its own. */
export interface ConnectedLab extends Lab {
  /**
   * The same lab for people who ask: however many do, a part of the connections and of the budget is left to the watching
   * of builds, so that no card comes late. Who asks, asks again: here a request is sent once, and ends sooner.
   */
  readonly forQuestions: Lab;
  /** The same lab for what can wait: it leaves room to both, and comes to its end all the same. */
  readonly inBackground: Lab;
  /** Asks for the last quarter of an hour: proves address, token and format. Rejects with LabError. */
  readonly probe: (signal?: AbortSignal) => Promise<LabProbe>;
  /** Breaks off requests under way and closes all connections. */
  readonly close: () => Promise<void>;
}
