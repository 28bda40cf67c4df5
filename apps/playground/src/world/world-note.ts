import { readFileSync } from "node:fs";
import { writeWholeFile } from "./write-whole-file.ts";

/** What listens on a port of its own. */
export type PortHolder = "lab" | "slack" | "teams" | "service";

/** What a world notes about itself for its next start. */
export interface WorldNote {
  readonly v: 1;
  /** Where its parts listened: links in older messages, and addresses the service keeps, lead there. */
  readonly ports: Readonly<Partial<Record<PortHolder, number>>>;
  /** Whether its people have subscribed. */
  readonly begun: boolean;
}

/** The note of a world that never was. */
export const firstNote: WorldNote = { v: 1, ports: {}, begun: false };

/** The kept note; undefined where there is none, or none that can be read. */
export function readWorldNote(file: string): WorldNote | undefined {
  try {
    const read: unknown = JSON.parse(readFileSync(file, "utf8"));
    return isWorldNote(read) ? read : undefined;
  } catch {
    return undefined;
  }
}

/** Writes the note in one step. */
export function writeWorldNote(file: string, note: WorldNote): void {
  writeWholeFile(file, JSON.stringify(note));
}

function isWorldNote(value: unknown): value is WorldNote {
  if (typeof value !== "object" || value === null) return false;
  const { v, ports, begun }: Partial<Record<keyof WorldNote, unknown>> = value;
  if (v !== 1 || typeof begun !== "boolean" || typeof ports !== "object" || ports === null) return false;
  return Object.values(ports).every((port) => Number.isInteger(port) && port > 0 && port < 65_536);
}
