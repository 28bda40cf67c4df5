import { createRequire } from "node:module";
import type * as AdaptiveCards from "adaptivecards";
import { LIMITS } from "../limits.ts";
import type { AdaptiveCardJson } from "../teams-content.ts";

// The package's own entry is ESM without extensions, which Node cannot load.
const { AdaptiveCard, HostConfig, SerializationContext, Versions }: typeof AdaptiveCards = createRequire(
  import.meta.url,
)("adaptivecards/dist/adaptivecards.js");

/**
 * What Microsoft's own parser has to say about a card: nothing, when it knows every element and finds every property
 * that it needs. Only the people picker is newer than the version that Teams declares, so forms are read as 1.6.
 * @see https://www.npmjs.com/package/adaptivecards
 */
export function parserComplaints(json: AdaptiveCardJson, version: "1.5" | "1.6" = "1.5"): string[] {
  const context = new SerializationContext(version === "1.5" ? Versions.v1_5 : Versions.v1_6);
  const card = new AdaptiveCard();
  // The host's overflow menu counts here.
  card.hostConfig = new HostConfig({ actions: { maxActions: LIMITS.actions } });
  card.parse({ ...json, version }, context);
  const parsed = Array.from({ length: context.eventCount }, (_, at) => context.getEventAt(at).message);
  const failures = card.validateProperties().validationEvents.map(({ message }) => message);
  return [...parsed, ...failures];
}
