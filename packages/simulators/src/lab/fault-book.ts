import { type FaultBehaviour, isListingFault, type LabFault } from "./lab-fault.ts";
import type { LabRequest } from "./lab-request.ts";

/** A fault that was added. */
export interface AddedFault {
  /** How many requests it has hit. */
  readonly hits: number;
  remove(): void;
}

/** The scripted faults of a lab. The oldest one that matches a request and is not used up hits it. */
export interface FaultBook {
  add(fault: LabFault): AddedFault;
  clear(): void;
}

/** A fault book together with the side that the server uses. */
export interface FaultScript {
  readonly book: FaultBook;
  /** What happens to this request, counted as a hit; undefined when nothing does. */
  take(request: LabRequest): FaultBehaviour | undefined;
}

interface Entry {
  readonly fault: LabFault;
  toSkip: number;
  left: number;
  hits: number;
}

/** No faults yet. */
export function createFaultScript(): FaultScript {
  const entries = new Set<Entry>();
  return {
    book: {
      add(fault) {
        const entry: Entry = { fault, toSkip: fault.after ?? 0, left: fault.times ?? 1, hits: 0 };
        entries.add(entry);
        return {
          get hits() {
            return entry.hits;
          },
          remove: () => void entries.delete(entry),
        };
      },
      clear: () => entries.clear(),
    },
    take(request) {
      for (const entry of entries) {
        if (entry.left <= 0 || !matches(entry.fault, request)) continue;
        if (entry.toSkip > 0) {
          entry.toSkip -= 1;
          continue;
        }
        entry.left -= 1;
        entry.hits += 1;
        return entry.fault.behave;
      }
      return undefined;
    },
  };
}

function matches({ match, behave }: LabFault, request: LabRequest): boolean {
  const { kind } = request.target;
  if (isListingFault(behave) && kind !== "executions") return false;
  if (typeof match === "function") return match(request);
  // A sticky or global expression would remember where the last test ended.
  if (match instanceof RegExp) return new RegExp(match.source, match.flags.replaceAll(/[gy]/gu, "")).test(request.path);
  return match === "api" ? kind === "executions" || kind === "commands" : kind === match;
}
