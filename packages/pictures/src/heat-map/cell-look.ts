import type { HeatCell } from "@perfecto-bot/domain";
import { BLOCKED_LOOK, FAILED_LOOKS, NONE_FAILED_LOOK, NOT_RUN_LOOK, type CellLook } from "../look.ts";

/**
 * How a cell looks: it did not run, none failed, none failed but some were blocked, or by the share that failed, in
 * quarters. Only where all failed it is the darkest.
 */
export function cellLook({ failed, blocked, total }: HeatCell): CellLook {
  if (total === 0) return NOT_RUN_LOOK;
  if (failed === 0) return blocked > 0 ? BLOCKED_LOOK : NONE_FAILED_LOOK;
  const level = failed >= total ? FAILED_LOOKS.length - 1 : Math.ceil((failed / total) * 4) - 1;
  return FAILED_LOOKS[level] ?? NONE_FAILED_LOOK;
}
