import { useState } from "react";
import type { PlaygroundState } from "../../wire/playground-state.ts";
import { PAGE_PARTS, type PagePart } from "./page-part.ts";
import { unreadMarks } from "./unread-marks.ts";

/** The parts with something new since they were last looked at. */
export function useUnread(state: PlaygroundState, looksAt: PagePart | "all"): readonly PagePart[] {
  const marks = unreadMarks(state);
  const [seen, setSeen] = useState(marks);
  const isSeen = (part: PagePart) => looksAt === "all" || part === looksAt;
  if (PAGE_PARTS.some((part) => isSeen(part) && seen[part] !== marks[part])) {
    // Set while rendering, as React wants it for state that follows from what is given.
    setSeen(looksAt === "all" ? marks : { ...seen, [looksAt]: marks[looksAt] });
  }
  return PAGE_PARTS.filter((part) => !isSeen(part) && seen[part] !== marks[part]);
}
