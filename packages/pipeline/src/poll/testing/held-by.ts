import { labFails } from "../../memory/how-ports-fail.ts";
import type { MortalWorker } from "../../memory/mortal-worker.ts";
import type { PollParts } from "../poll-parts.ts";
import type { OpenPoll } from "./open-poll.ts";

/** What polling works with, in the hand of a worker that may be struck. */
export function heldBy({ parts }: OpenPoll, { hold }: MortalWorker): PollParts {
  return {
    ...parts,
    pictures: hold(parts.pictures),
    subscriptions: hold(parts.subscriptions),
    memory: hold(parts.memory),
    schedule: hold(parts.schedule),
    signals: hold(parts.signals),
    labs: new Map([...parts.labs].map(([id, lab]) => [id, hold(lab, labFails)])),
  };
}
