import type { Execution, TimeWindow } from "@perfecto-bot/domain";
import type { LabError } from "../ports/lab.ts";

/** Why not all of a window was read. */
export type StopReason =
  /** Enough rows are known, all of them newer than what was not read. */
  | { readonly kind: "cap"; readonly cap: number }
  /** The lab was asked as often as one question may ask it. */
  | { readonly kind: "ask-limit"; readonly asks: number }
  /** The asker gave up. */
  | { readonly kind: "cancelled" }
  /** So much began within these moments that the lab's pages end before it does. */
  | { readonly kind: "too-dense"; readonly window: TimeWindow }
  | { readonly kind: "lab-failed"; readonly error: LabError };

/** How far one lab was read. */
export interface LabOutcome {
  readonly lab: string;
  /** The whole window was read; otherwise `stoppedBecause` says why not. */
  readonly complete: boolean;
  readonly stoppedBecause?: StopReason;
  /** From here to the end of the window nothing is missing: epoch ms, the window's end where nothing was read. */
  readonly readFromMs: number;
  readonly readToMs: number;
  /** What was not read of the window, newest first; of what lies elsewhere nothing is missing. */
  readonly unread: readonly TimeWindow[];
  /** How often the lab client was asked; each costs one request a page, at most two but for the densest moments. */
  readonly asks: number;
  /** When the oldest answer was given, epoch ms: what the lab learnt later may be missing. Absent without an answer. */
  readonly asOfMs?: number;
}

/** What is known while a window is read. */
export interface FetchProgress {
  readonly window: TimeWindow;
  /** Executions that are kept, listed or not. */
  readonly total: number;
  /** Executions of the window that were looked at, kept or not. */
  readonly examined: number;
  /** Nothing of the window is missing, in any lab, and all of it is listed. */
  readonly complete: boolean;
  /** Of the first lab that stopped, or of the list. */
  readonly stoppedBecause?: StopReason;
  /** The newest part of the window of which everything is listed, epoch ms. Empty where both are the window's end. */
  readonly readFromMs: number;
  readonly readToMs: number;
  /** An execution only appears after its driver was closed: what appeared later than this may be missing. Epoch ms. */
  readonly asOfMs: number;
  /** How often lab clients were asked. */
  readonly asks: number;
  readonly labs: readonly LabOutcome[];
}

/** What was read of a window. */
export interface Fetched extends FetchProgress {
  /** What is kept, as {@link orderRows} orders it, at most as many as the cap. */
  readonly rows: readonly Execution[];
}

/** Hears of executions that were not known before, and of how far reading is. Called at once with none, then after each answer. */
export type OnRows = (newOnes: readonly Execution[], progress: FetchProgress) => void;
