import { ActionError } from "./action-error.ts";

/** How long a person waits for the bot's answer, in milliseconds. */
const PATIENCE_MS = 10_000;

/**
 * Listens, does something, and resolves with the first thing heard that counts: `hear` gives undefined for others.
 * @param subscribe starts listening and returns a function that ends it
 * @throws {ActionError} when nothing was heard in ten seconds
 */
export async function awaitHappening<Happening, Found>(
  subscribe: (listener: (happening: Happening) => void) => () => void,
  hear: (happening: Happening) => Found | undefined,
  doIt: () => Promise<void>,
  patienceMs: number = PATIENCE_MS,
): Promise<Found> {
  const { promise, resolve, reject } = Promise.withResolvers<Found>();
  const stop = subscribe((happening) => {
    const found = hear(happening);
    if (found !== undefined) resolve(found);
  });
  const impatience = setTimeout(
    () =>
      reject(new ActionError(`The bot did not answer within ${patienceMs / 1000} seconds; is the service running?`)),
    patienceMs,
  );
  try {
    // The answer may come before the deed is over, and must not be waited for in vain when the deed fails.
    const [found] = await Promise.all([promise, doIt().catch((error: unknown) => reject(error))]);
    return found;
  } finally {
    clearTimeout(impatience);
    stop();
  }
}
