import { parseLabBase } from "../links/lab-base.ts";
import type { OddityKind } from "../oddity.ts";
import type { WireContext } from "../wire/wire-context.ts";

/** The lab's noon of every test. */
export const noonMs = Date.UTC(2026, 10, 20, 12);

/** A context at noon that keeps what was noted. */
export function wireContext(): WireContext & { readonly noted: OddityKind[] } {
  const noted: OddityKind[] = [];
  return {
    lab: "demo",
    base: parseLabBase("https://demo.app.perfectomobile.com"),
    nowMs: noonMs,
    note: (kind) => void noted.push(kind),
    noted,
  };
}
