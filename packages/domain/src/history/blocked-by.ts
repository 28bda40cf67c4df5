import type { Execution } from "../execution.ts";

/** Whose trouble kept a test from running. */
export type BlockedBy = "lab" | "device" | "app" | "unknown";

/**
 * The reasons that a lab gives for BLOCKED out of the box: the page administer_failure_reasons.htm of the vendor's
 * documentation (https://help.perfecto.io/perfecto-help/). Names can be edited; one that is not here says nothing.
 */
const REASONS: ReadonlyMap<string, BlockedBy> = new Map([
  ["app not found", "app"],
  ["install app failure", "app"],
  ["launch app failure", "app"],
  ["device in use", "device"],
  ["device not connected", "device"],
  ["device not found", "device"],
  ["device reserved", "device"],
  ["device not available", "device"],
  ["device in error", "device"],
  ["capability not supported", "lab"],
  ["all licenses in use", "lab"],
  ["no licenses found", "lab"],
]);

/**
 * What messages say where a device could not be had, as the vendor's own reporting tool looks for them
 * (https://github.com/PerfectoMobileSA/PerfectoActions/blob/report/perfecto/perfectoactions.py).
 */
const FROM_DEVICE = ["handset_error", "error: no device was found", "cannot open device"];

/** Whose trouble a BLOCKED execution is: by the lab's reason, else by its message. */
export function blockedBy({ reason, message }: Pick<Execution, "reason" | "message">): BlockedBy {
  const known = reason === undefined ? undefined : REASONS.get(reason.trim().replace(/\s+/g, " ").toLowerCase());
  if (known !== undefined) return known;
  const text = message?.toLowerCase() ?? "";
  return FROM_DEVICE.some((fragment) => text.includes(fragment)) ? "device" : "unknown";
}
