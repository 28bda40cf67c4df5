/** What a list of choices says in place of choices, or beside them for those who do not see it. */
export interface ListState {
  readonly count: number;
  readonly isAsking: boolean;
  /** Why there is nothing to choose; "" where nothing went wrong. */
  readonly trouble: string;
}

/** One short line. */
export function describeChoices({ count, isAsking, trouble }: ListState): string {
  if (trouble !== "") return trouble;
  if (count > 0) return count === 1 ? "1 result" : `${count} results`;
  return isAsking ? "Loading…" : "No results";
}
