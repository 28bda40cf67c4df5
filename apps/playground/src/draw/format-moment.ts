/** Slack's date tokens as options of Intl. Relative ones ("today") are shown as their date. */
const TOKENS: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  date: { dateStyle: "long" },
  date_pretty: { dateStyle: "long" },
  date_num: { year: "numeric", month: "2-digit", day: "2-digit" },
  date_short: { dateStyle: "medium" },
  date_short_pretty: { dateStyle: "medium" },
  date_long: { dateStyle: "full" },
  date_long_pretty: { dateStyle: "full" },
  time: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  time_secs: { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" },
};

/**
 * A moment in Slack's format of tokens such as `{date_short_pretty} at {time}`, in a reader's zone.
 * @see https://docs.slack.dev/messaging/formatting-message-text#date-formatting
 */
export function formatMoment(epochS: number, format: string, timeZone: string, fallback: string): string {
  if (!Number.isFinite(epochS) || Math.abs(epochS) > 8_640_000_000_000) return fallback;
  const moment = new Date(epochS * 1000);
  return format.replace(/\{(\w+)\}/gu, (token, name: string) => {
    const options = TOKENS[name];
    return options === undefined ? token : new Intl.DateTimeFormat("en-GB", { ...options, timeZone }).format(moment);
  });
}
