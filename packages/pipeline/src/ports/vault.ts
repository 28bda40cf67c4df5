/** Keeps small secret texts, encrypted at rest: OAuth installations. */
export interface Vault {
  readonly read: (name: string) => Promise<string | undefined>;
  readonly write: (name: string, text: string) => Promise<void>;
  readonly remove: (name: string) => Promise<void>;
  /** Names that begin with a prefix. */
  readonly names: (prefix: string) => Promise<readonly string[]>;
}
