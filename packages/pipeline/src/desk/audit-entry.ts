import type { Asker } from "../ports/desk.ts";
import type { AuditEntry } from "../ports/subscription-store.ts";

/** Who did what, for the audit. */
export function auditEntry(
  asker: Pick<Asker, "conversation" | "person">,
  action: string,
  detail: string,
  nowMs: number,
): AuditEntry {
  return { atMs: nowMs, conversation: asker.conversation, person: asker.person, action, detail };
}
