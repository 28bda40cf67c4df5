import type { JsonValue } from "@perfecto-bot/simulators/slack";

/** Links into a lab: to one execution's report, or to a build in the report library. */
const REPORT = /\/test\/[^/?#]+\/?$/u;
const LIBRARY = /\/library\/?$/u;

/**
 * The first link to a test or a build anywhere in a message's content, in reading order: its address, or the links in
 * its Markdown. Undefined where there is none.
 */
export function findReportLink(content: JsonValue | undefined): string | undefined {
  if (typeof content === "string") return linksIn(content).find(isReportLink);
  if (typeof content !== "object" || content === null) return undefined;
  for (const inner of Object.values(content)) {
    const found = findReportLink(inner);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether a link leads to one test. */
export function isTestLink(link: string): boolean {
  const url = URL.parse(link);
  return url !== null && REPORT.test(url.pathname);
}

function linksIn(text: string): readonly string[] {
  return text.match(/https?:\/\/[^\s<>|"')]+/gu) ?? [];
}

function isReportLink(link: string): boolean {
  const url = URL.parse(link.replaceAll("&amp;", "&"));
  if (url === null) return false;
  if (REPORT.test(url.pathname)) return true;
  const { searchParams: query } = url;
  return LIBRARY.test(url.pathname) && (query.has("jobNumber[0]") || query.has("externalId[0]"));
}
