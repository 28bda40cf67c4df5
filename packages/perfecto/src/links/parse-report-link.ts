/** What a link into a report site shows. */
export type ReportLink =
  | { readonly kind: "execution"; readonly id: string }
  | { readonly kind: "build"; readonly job: string; readonly number: number }
  | { readonly kind: "session"; readonly externalId: string };

/**
 * Reads a link that a person copied from the report site or from a card: `/reporting/test/<id>` and the older
 * `/test/<id>`; `/reporting/library?…` and `/library?…` with job name and number, or with a driver session. Brackets
 * may be raw or encoded. Any host is accepted: labs had other addresses before, and a proxy may stand in front.
 * Undefined where it is none of these.
 */
export function parseReportLink(url: string): ReportLink | undefined {
  const link = URL.parse(url.trim());
  if (!link || !/^https?:$/u.test(link.protocol)) return undefined;

  const [, encodedId] = /\/test\/([^/]+)\/?$/u.exec(link.pathname) ?? [];
  if (encodedId !== undefined) {
    const id = decode(encodedId);
    return id === undefined ? undefined : { kind: "execution", id };
  }
  if (!/\/library\/?$/u.test(link.pathname)) return undefined;

  const query = link.searchParams;
  const job = query.get("jobName[0]");
  const digits = query.get("jobNumber[0]") ?? "";
  const number = /^\d+$/u.test(digits) ? Number(digits) : Number.NaN;
  if (job && Number.isSafeInteger(number)) return { kind: "build", job, number };
  const externalId = query.get("externalId[0]");
  return externalId ? { kind: "session", externalId } : undefined;
}

function decode(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
