/** A message's name in the ledger, as people read it. */
export function messageWords(name: string): string {
  if (name === "build") return "build card";
  if (name === "attention") return "mention";
  if (name === "verdict") return "final verdict";
  if (name === "more") return "folded failures";
  return "failure";
}
