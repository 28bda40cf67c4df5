import type { WireNamedValue } from "./wire-execution.ts";

/**
 * One command of a test execution, as the commands report writes it.
 *
 * Source: https://help.perfecto.io/perfecto-help/content/perfecto/test-analysis/smart_reporting_public_api.htm
 * Times are milliseconds since 1970, `uxDuration` is in milliseconds.
 */
export interface WireCommand {
  readonly name: string;
  /** `SUCCESS` or `FAILURE`. */
  readonly status?: string;
  readonly message?: string;
  readonly startTime?: number;
  readonly endTime?: number;
  readonly uxDuration?: number;
  /** May hold what the test typed, passwords included. */
  readonly parameters?: readonly WireNamedValue[];
  /** Links to pictures. */
  readonly screenshots?: readonly string[];
  readonly expectedData?: readonly WireCommandData[];
  readonly resultData?: readonly WireCommandData[];
}

/** Expected or found data of a checking command: `TEXT`, or `IMAGE_KEY` with a link. */
export interface WireCommandData {
  readonly type: string;
  readonly value: string;
}

/** A named group of commands: the unit of the v3 commands report. */
export interface WireStep {
  readonly name: string;
  readonly commands: readonly WireCommand[];
}

/** The one resource of the v1 commands report. */
export interface WireCommandsV1 {
  readonly testExecutionId: string;
  readonly commands: readonly WireCommand[];
}
