/**
 * Something a lab sent that is not as documented. None of it is an error: the value was left out or replaced, the
 * execution kept where it had an id. Counting them shows when a lab's answers drift.
 */
export type OddityKind =
  /** An entry without a usable id: skipped. */
  | "no-id"
  /** A time that is no plausible epoch stamp. */
  | "stamp"
  /** An end before its start. */
  | "end-before-start"
  /** A status outside the documented set. */
  | "status"
  /** A job number that is no whole number above zero. */
  | "job-number"
  /** A job's name that fits into no request: the execution is kept without its job. */
  | "job-name"
  /** A link to a host that is not the lab's: dropped. */
  | "foreign-link"
  /** A value of another type than documented: a text where a list belongs, a list entry that is no object. */
  | "shape"
  /** An execution that was not asked for: a filter the lab did not apply. */
  | "not-asked-for";

/** Told once per answer and kind. */
export type OnOddity = (kind: OddityKind, count: number) => void;
