/** The parts of the page, in their order. */
export const PAGE_PARTS = ["lab", "slack", "teams", "timeline"] as const;

/** A part of the page. */
export type PagePart = (typeof PAGE_PARTS)[number];

/** What a part is called on the page. */
export const PART_NAMES: Readonly<Record<PagePart, string>> = {
  lab: "Lab",
  slack: "Slack",
  teams: "Teams",
  timeline: "Timeline",
};
