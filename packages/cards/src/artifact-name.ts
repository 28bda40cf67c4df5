import type { Artifact } from "@perfecto-bot/domain";
import { oneLine } from "./phrases.ts";

/** How people call the artifacts they know. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ["DEVICE_LOGS", "Device log"],
  ["NETWORK", "Network"],
  ["VITALS", "Vitals"],
  ["APP_CRASH_REPORT", "Crash report"],
]);

/** What a link to an artifact says: "Device log"; of types that are not known, the type itself. */
export function artifactName({ type }: Pick<Artifact, "type">): string {
  return (
    NAMES.get(type) ??
    oneLine(type.toLowerCase().replaceAll("_", " "), 40).replace(/^./u, (first) => first.toUpperCase())
  );
}
