import type { ButtonAction } from "@perfecto-bot/cards";
import type { Reply } from "@perfecto-bot/pipeline";

/** A button that somebody pressed somewhere. */
export interface Press {
  readonly tenant: string;
  readonly conversation: string;
  readonly person: string;
  readonly action: ButtonAction;
  readonly subject: string;
}

/** Answers that take longer than Teams waits, for the second press that fetches them. Of this process alone. */
export interface PendingPresses {
  readonly keep: (press: Press, replying: Promise<Reply>) => void;
  /** The answer to the same press of the same person in the same place, once; nothing where there is none. */
  readonly take: (press: Press) => Promise<Reply> | undefined;
}

/** Who comes later asks anew, which also works after a restart and in another process. */
const KEPT_FOR_MS = 2 * 60_000;
const MOST = 1_000;

/** Opens an empty collection. */
export function createPendingPresses(): PendingPresses {
  const kept = new Map<string, Promise<Reply>>();

  function keep(press: Press, replying: Promise<Reply>): void {
    const key = keyOf(press);
    const [oldest] = kept.keys();
    if (kept.size >= MOST && oldest !== undefined) kept.delete(oldest);
    kept.set(key, replying);
    const forget = (): void => {
      if (kept.get(key) === replying) kept.delete(key);
    };
    replying.then(() => setTimeout(forget, KEPT_FOR_MS).unref(), forget);
  }

  function take(press: Press): Promise<Reply> | undefined {
    const key = keyOf(press);
    const replying = kept.get(key);
    kept.delete(key);
    return replying;
  }

  return { keep, take };
}

function keyOf({ tenant, conversation, person, action, subject }: Press): string {
  return JSON.stringify([tenant, conversation, person, action, subject]);
}
