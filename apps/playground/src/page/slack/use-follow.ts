import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { RefObject } from "react";

/** How near the end still counts as the end, in pixels. */
const NEAR_PX = 48;

/** A scrolled part of the page that follows what is newest, unless somebody has scrolled up. */
export interface Follow {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly content: RefObject<HTMLDivElement | null>;
  /** Something new is below. */
  readonly hasNew: boolean;
  readonly toNewest: () => void;
  /** Stays where it is from now on, as when a message further up is shown. */
  readonly release: () => void;
  readonly onScroll: () => void;
}

/** @param newest the key of the newest line: a change means there is something new. */
export function useFollow(newest: string): Follow {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const follows = useRef(true);
  const lastTop = useRef(0);
  const [hasNew, setHasNew] = useState(false);
  const seen = useRef(newest);

  const toEnd = useCallback(() => {
    const box = scroller.current;
    if (box === null) return;
    box.scrollTop = box.scrollHeight;
    lastTop.current = box.scrollTop;
  }, []);

  useLayoutEffect(() => {
    if (follows.current) toEnd();
    else if (seen.current !== newest) setHasNew(true);
    seen.current = newest;
  }, [newest, toEnd]);

  // Pictures load, cards grow, the window turns: the end moves.
  useEffect(() => {
    const observer = new ResizeObserver(() => {
      if (follows.current) toEnd();
    });
    if (content.current !== null) observer.observe(content.current);
    if (scroller.current !== null) observer.observe(scroller.current);
    return () => observer.disconnect();
  }, [toEnd]);

  const onScroll = useCallback(() => {
    const box = scroller.current;
    if (box === null) return;
    const isAtEnd = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX;
    // Only a move upwards is somebody's; downwards the browser moves by itself where lines above grow.
    if (isAtEnd) {
      follows.current = true;
      setHasNew(false);
    } else if (box.scrollTop < lastTop.current - 2) follows.current = false;
    lastTop.current = box.scrollTop;
  }, []);

  const release = useCallback(() => {
    follows.current = false;
  }, []);
  const toNewest = useCallback(() => {
    follows.current = true;
    setHasNew(false);
    toEnd();
  }, [toEnd]);

  return { scroller, content, hasNew, toNewest, release, onScroll };
}
