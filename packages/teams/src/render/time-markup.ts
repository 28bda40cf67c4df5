import type { Run } from "@perfecto-bot/cards";

/**
 * A moment (epoch ms, within the years 1970 to 9999) as the functions that each client shows in its reader's zone.
 * @see https://learn.microsoft.com/adaptive-cards/authoring-cards/text-features#datetime-formatting-and-localization
 */
export function timeMarkup(atMs: number, show: Extract<Run, { readonly kind: "time" }>["show"]): string {
  const at = `${new Date(atMs).toISOString().slice(0, 19)}Z`;
  const date = `{{DATE(${at}, SHORT)}}`;
  const time = `{{TIME(${at})}}`;
  switch (show) {
    case "date":
      return date;
    case "time":
      return time;
    case "date-time":
      return `${date} ${time}`;
  }
}
