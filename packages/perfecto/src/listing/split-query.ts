import type { ExecutionQuery } from "@perfecto-bot/pipeline";

/**
 * Encoded characters that one filter may take. With the other filters and the token's header (up to 2 kB) a request
 * stays below the 8 kB at which common web servers refuse its head
 * (https://tomcat.apache.org/tomcat-10.1-doc/config/http.html, maxHttpRequestHeaderSize).
 */
export const longestFilterChars = 2_000;

/** A parameter's name, index and separators. */
const charsBesideValue = 20;

/**
 * Splits a query into requests that together ask for all of it. Up to `namesPerRequest` job names share one. Session ids
 * and tags go one a request: whether the lab takes several as alternatives is not documented, and with tags the other
 * reading would lose executions without a sign.
 */
export function splitQuery(query: ExecutionQuery, namesPerRequest: number): readonly ExecutionQuery[] {
  const { jobNames, externalIds, tags, ...rest } = query;
  let parts: readonly ExecutionQuery[] = [rest];
  if (externalIds) parts = cross(parts, [...new Set(externalIds)], (id) => ({ externalIds: [id] }));
  if (tags) parts = cross(parts, [...new Set(tags)], (tag) => ({ tags: [tag] }));
  if (jobNames) parts = cross(parts, chunk([...new Set(jobNames)], namesPerRequest), (names) => ({ jobNames: names }));
  return parts;
}

/** The first filter value that is too long for any request, or undefined. */
export function findTooLongValue(query: ExecutionQuery): string | undefined {
  const values = [...(query.jobNames ?? []), ...(query.externalIds ?? []), ...(query.tags ?? [])];
  return values.find((value) => encodedChars(value) > longestFilterChars);
}

function cross<T>(
  parts: readonly ExecutionQuery[],
  values: readonly T[],
  filterOf: (value: T) => ExecutionQuery,
): readonly ExecutionQuery[] {
  return parts.flatMap((part) => values.map((value) => ({ ...part, ...filterOf(value) })));
}

function chunk(names: readonly string[], most: number): readonly (readonly string[])[] {
  const chunks: string[][] = [];
  let chars = 0;
  for (const name of names) {
    const last = chunks.at(-1);
    const added = encodedChars(name);
    if (last && last.length < most && chars + added <= longestFilterChars) {
      last.push(name);
      chars += added;
    } else {
      chunks.push([name]);
      chars = added;
    }
  }
  return chunks;
}

function encodedChars(value: string): number {
  return encodeURIComponent(value.toWellFormed()).length + charsBesideValue;
}
