import { type ExecutionFilters, parseFilters } from "./parse-filters.ts";

/** What a request asks for, read from its method, address and headers; the token itself is not in it. */
export interface LabRequest {
  readonly method: string;
  /** Path without the query. */
  readonly path: string;
  readonly target: LabTarget;
  /** Whether one of the three spellings of the token header was sent. */
  readonly hasToken: boolean;
}

/** The thing asked for. `testId` and `file` are decoded. */
export type LabTarget =
  | { readonly kind: "executions"; readonly version: string; readonly filters: ExecutionFilters }
  | { readonly kind: "commands"; readonly version: string; readonly testId: string }
  | { readonly kind: "report"; readonly testId: string }
  | { readonly kind: "library"; readonly filters: ExecutionFilters }
  | { readonly kind: "media"; readonly testId: string; readonly file: string }
  | { readonly kind: "unknown" };

/** Reads the target from a path and query such as `/export/api/v1/test-executions?_page=2`. */
export function readTarget(pathAndQuery: string): { readonly path: string; readonly target: LabTarget } {
  const url = URL.parse(pathAndQuery, "http://lab.invalid");
  if (!url) return { path: pathAndQuery, target: { kind: "unknown" } };
  return { path: url.pathname, target: targetOf(url) };
}

function targetOf(url: URL): LabTarget {
  const parts = url.pathname.split("/").slice(1).map(decodePart);
  const [first, second, third, fourth, fifth, sixth] = parts;
  if (first === "export" && second === "api" && third !== undefined && fourth === "test-executions") {
    if (parts.length === 4) {
      return { kind: "executions", version: third, filters: parseFilters(url.searchParams) };
    }
    if (parts.length === 6 && fifth && sixth === "commands") {
      return { kind: "commands", version: third, testId: fifth };
    }
  }
  if (first === "reporting" && second === "library") {
    return { kind: "library", filters: parseFilters(url.searchParams) };
  }
  if (first === "reporting" && second === "test" && third && parts.length === 3) {
    return { kind: "report", testId: third };
  }
  if (first === "reporting" && second === "media" && third && fourth && parts.length === 4) {
    return { kind: "media", testId: third, file: fourth };
  }
  return { kind: "unknown" };
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
