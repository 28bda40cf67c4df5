/** Keeps small texts that are no secrets, such as where a workspace is reached. They stay until they are removed. */
export interface Notebook {
  readonly read: (name: string) => Promise<string | undefined>;
  readonly write: (name: string, text: string) => Promise<void>;
  readonly remove: (name: string) => Promise<void>;
  /** Names that begin with a prefix, sorted. */
  readonly names: (prefix: string) => Promise<readonly string[]>;
}
