/** Where an answer is written. */
export interface Terminal {
  /** Columns that tables fit into. */
  readonly columns: number;
  /** Whether the answer may have colours and links that can be clicked. */
  readonly isDecorated: boolean;
  /** Whether somebody watches the second stream, so that a line of progress may be rewritten there. */
  readonly showsProgress: boolean;
  /** To standard output. */
  readonly write: (text: string) => void;
  /** To standard error. */
  readonly complain: (text: string) => void;
}
