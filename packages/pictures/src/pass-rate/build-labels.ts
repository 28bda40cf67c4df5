import { SMALL_TEXT_PX } from "../look.ts";
import { elideMiddle } from "../text/elide-middle.ts";
import type { MeasureText } from "../text/measure-text.ts";

/** Half of it may stand out to either side of the plot. */
const MOST_PX = 112;
const GAP_PX = 14;

/**
 * The names of builds below the plot, "" where none is shown: as many as have room beside each other, evenly apart, the
 * newest among them.
 */
export function buildLabels(builds: readonly string[], pxPerBuild: number, measure: MeasureText): readonly string[] {
  const widthOf = (text: string): number => measure(text, SMALL_TEXT_PX);
  const names = builds.map((name) => elideMiddle(name, (text) => widthOf(text) <= MOST_PX));
  const widest = Math.max(0, ...names.map(widthOf));
  const every = Math.max(1, Math.ceil((widest + GAP_PX) / pxPerBuild));
  return names.map((name, index) => ((names.length - 1 - index) % every === 0 ? name : ""));
}
