import type { EventQueue } from "../stream/create-event-queue.ts";
import type { Told } from "../timeline/told.ts";

/** Where those who watch a part of the world say what they saw. */
export interface Ears {
  readonly put: EventQueue["put"];
  /** For the timeline; nothing where there is nothing to tell. */
  readonly note: (told: Told | undefined) => void;
}
