import type { TimelineActor } from "../../wire/timeline-entry.ts";

/** Whose doings the timeline tells, in the filter's order. */
export const ACTORS: readonly TimelineActor[] = ["service", "lab", "slack", "teams", "redis", "person"];

/** What an actor is called on the page. */
export const ACTOR_NAMES: Readonly<Record<TimelineActor, string>> = {
  service: "Bot",
  lab: "Lab",
  slack: "Slack",
  teams: "Teams",
  redis: "Redis",
  person: "Person",
};
