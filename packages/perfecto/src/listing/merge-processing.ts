import type { Processing } from "../wire/parse-executions-page.ts";

/** What several answers say together: complete only where each is, processing as soon as one is. None: unknown. */
export function mergeProcessing(parts: readonly Processing[]): Processing {
  if (parts.includes("processing")) return "processing";
  return parts.length > 0 && parts.every((part) => part === "complete") ? "complete" : "unknown";
}
