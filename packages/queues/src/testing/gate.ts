/** A door that work waits at until the test opens it. */
export interface Gate {
  readonly passed: Promise<void>;
  readonly open: () => void;
}

/** A closed gate. */
export function closedGate(): Gate {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { passed: promise, open: resolve };
}
