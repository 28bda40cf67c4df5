/** What the process of `ask` says to whoever started it; documented for people in `docs/operations.md`. */
export const EXIT = {
  answered: 0,
  nothingFound: 1,
  /** A mistake in the question or in an option. */
  mistaken: 2,
  /** A lab did not answer, or not all of it; its token was refused; the configuration cannot be used. */
  incomplete: 3,
  /** As shells say of what Ctrl-C ended: 128 + SIGINT. */
  cancelled: 130,
} as const;

/** One of {@link EXIT}. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
