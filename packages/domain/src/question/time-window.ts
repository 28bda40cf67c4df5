/** A stretch of time: epoch milliseconds, whole seconds, `fromMs` included and `toMs` excluded. */
export interface TimeWindow {
  readonly fromMs: number;
  readonly toMs: number;
}
