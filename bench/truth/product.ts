import type { Change } from "./generate/timeline.ts";

/** A build as the product has it. */
export interface ProductBuild {
  readonly key: string;
  readonly executionIds: ReadonlySet<string>;
}

/** Somebody was called because of a build. */
export interface ProductMention {
  readonly buildKey: string;
  readonly atMs: number;
}

/** A test on a platform in a build, as the product counts it. */
export interface ProductResult {
  /** The execution that decided; a result is compared with the truth by it. */
  readonly decidedBy: string;
  readonly flaky: boolean;
}

/** What the product made of a lab, in words of nobody's code. Undefined: the product does not say such a thing yet. */
export interface Product {
  readonly builds: readonly ProductBuild[];
  readonly mentions: readonly ProductMention[];
  readonly results: readonly ProductResult[];
  /** By the execution that decided. */
  readonly changes: ReadonlyMap<string, Change> | undefined;
  /** A text for each failed execution; equal texts mean one cause. */
  readonly causes: ReadonlyMap<string, string>;
  /** Ids of devices under suspicion at the end. */
  readonly suspects: ReadonlySet<string> | undefined;
  /** What the failures of a build have in common, by build key; absent where the product names nothing. */
  readonly onlyOn: ReadonlyMap<string, string>;
}
