import type { WorldView } from "../wire/world-state.ts";
import { isConfigured } from "./service-environment.ts";

type Kind = "lab" | "slack" | "teams";
type Environment = Readonly<Record<string, string | undefined>>;

const NAMES = { lab: "lab", slack: "Slack", teams: "Teams" } as const;
const PREFIXES: Readonly<Record<Kind, string>> = { lab: "PERFECTO_…", slack: "SLACK_…", teams: "MICROSOFT_APP_…" };

/** What is real in a world: neither simulated nor absent. */
export function realParts(simulated: Readonly<Record<Kind, boolean>>, own: Environment): WorldView["real"] {
  return (["lab", "slack", "teams"] as const)
    .filter((kind) => !simulated[kind] && isConfigured(kind, own))
    .map((kind) => NAMES[kind]);
}

/** One line of the start about a part that is not simulated. */
export function describeReal(kind: Kind, own: Environment): string {
  return isConfigured(kind, own)
    ? `the real one, as ${PREFIXES[kind]} of the environment say`
    : `none: no ${PREFIXES[kind]} is in the environment`;
}

/** Where a real lab is, as far as the environment says it by name. */
export function realLabUrl({ PERFECTO_URL: url, PERFECTO_CLOUD: cloud }: Environment): string {
  return url ?? (cloud === undefined ? "" : `https://${cloud}.app.perfectomobile.com`);
}
