/** Tells the first time from every other, over all replicas. */
export interface Once {
  /** True for exactly one caller per scope and id within `ttlMs`. */
  readonly first: (scope: string, id: string, ttlMs: number) => Promise<boolean>;
}
