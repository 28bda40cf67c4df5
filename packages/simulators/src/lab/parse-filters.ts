/** The documented filters of a request for executions, as the lab understood them. */
export interface ExecutionFilters {
  /** `startExecutionTime[0]`, ms since 1970. */
  readonly startMs?: number;
  /** `endExecutionTime[0]`, ms since 1970; absent when no start was given, because it is only honoured with one. */
  readonly endMs?: number;
  readonly externalIds: readonly string[];
  readonly tags: readonly string[];
  readonly jobNames: readonly string[];
  /** As text: clients send numbers and strings. */
  readonly jobNumbers: readonly string[];
  /** Counted from 1. */
  readonly page: number;
  /** Names of the parameters that were sent and are not documented; the lab pays them no attention. */
  readonly ignored: readonly string[];
}

const documented = /^(startExecutionTime|endExecutionTime|externalId|tags|jobName|jobNumber)\[(\d+)\]$/u;

/**
 * Reads the query of `GET …/test-executions`. Brackets may come plain or percent-encoded.
 *
 * Parameters: https://help.perfecto.io/perfecto-help/content/perfecto/test-analysis/smart_reporting_public_api.htm.
 * A time that is no number counts as not sent, a page that is no positive whole number as page 1: what a real lab
 * does with either is not documented.
 */
export function parseFilters(query: URLSearchParams): ExecutionFilters {
  const values = new Map<string, { index: number; value: string }[]>();
  const ignored: string[] = [];
  for (const [key, value] of query) {
    const [, name, index] = documented.exec(key) ?? [];
    if (name !== undefined) {
      values.set(name, [...(values.get(name) ?? []), { index: Number(index), value }]);
    } else if (key !== "_page") {
      ignored.push(key);
    }
  }

  const all = (name: string) =>
    (values.get(name) ?? []).toSorted((a, b) => a.index - b.index).map((entry) => entry.value);
  const time = (name: string) => {
    const text = values.get(name)?.find((entry) => entry.index === 0)?.value;
    return text !== undefined && /^\d+$/u.test(text) ? Number(text) : undefined;
  };
  const startMs = time("startExecutionTime");
  const endMs = startMs === undefined ? undefined : time("endExecutionTime");
  const page = Number(query.get("_page") ?? "1");

  return {
    ...(startMs === undefined ? {} : { startMs }),
    ...(endMs === undefined ? {} : { endMs }),
    externalIds: all("externalId"),
    tags: all("tags"),
    jobNames: all("jobName"),
    jobNumbers: all("jobNumber"),
    page: Number.isSafeInteger(page) && page > 0 ? page : 1,
    ignored,
  };
}
