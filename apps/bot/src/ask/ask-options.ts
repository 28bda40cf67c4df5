/** The options of `ask`, as typed. */
export interface AskFlags {
  /** Only this lab. */
  readonly lab?: string;
  readonly csv?: boolean;
  readonly json?: boolean;
  /** IANA time zone. */
  readonly tz?: string;
  /** Rows at most. Absent: {@link DEFAULT_ROWS} in a table, all of them otherwise. */
  readonly limit?: number;
  /** A report link under each row of a table. */
  readonly links?: boolean;
}

/** Rows of a table where no limit is said. */
export const DEFAULT_ROWS = 50;
