import type { TimelineActor, TimelineEntry } from "../wire/timeline-entry.ts";
import type { WorldHappening } from "./world.ts";

/** Where the parts of a world say what happens. */
export interface Happenings {
  readonly on: (listener: (happening: WorldHappening) => void) => () => void;
  readonly say: (happening: WorldHappening) => void;
  /** Says something in words. */
  readonly tell: (actor: TimelineActor, text: string, tone?: TimelineEntry["tone"]) => void;
}

/** Nobody listens yet. */
export function createHappenings(): Happenings {
  const listeners = new Set<(happening: WorldHappening) => void>();
  const say = (happening: WorldHappening): void => {
    for (const listener of listeners) listener(happening);
  };
  return {
    on(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    say,
    tell: (actor, text, tone = "normal") => say({ kind: "told", actor, text, tone }),
  };
}
