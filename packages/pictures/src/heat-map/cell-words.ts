import type { HeatCell } from "@perfecto-bot/domain";

const SHORT = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 0 });

/** What a cell may say: in full; without the total; and as short as can be, "12K". */
export function cellWords({ failed, blocked, total }: HeatCell): readonly [string, string, string] {
  if (total === 0) return ["–", "–", "–"];
  if (failed === 0 && blocked > 0) return [`${blocked}b`, `${blocked}b`, `${SHORT.format(blocked)}b`];
  if (failed === 0) return ["", "", ""];
  return [`${failed}/${total}`, String(failed), SHORT.format(failed)];
}
