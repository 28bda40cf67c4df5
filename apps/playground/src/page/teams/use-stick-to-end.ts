import { useCallback, useEffect, useRef, useState } from "react";
import type { RefObject } from "react";

/** Pixels from the end that still count as the end. */
const NEAR = 48;

/** Keeps a scrolled box at its end while it grows, unless somebody has scrolled up. `key` is what it shows: another one begins at the end. */
export function useStickToEnd(key: string): {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly content: RefObject<HTMLDivElement | null>;
  readonly isAtEnd: boolean;
  readonly toEnd: () => void;
  /** Stays where it is from now on, until somebody scrolls to the end. */
  readonly letGo: () => void;
} {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const sticks = useRef(true);
  const [isAtEnd, setAtEnd] = useState(true);

  const toEnd = useCallback(() => {
    sticks.current = true;
    setAtEnd(true);
    const box = scroller.current;
    if (box !== null) box.scrollTop = box.scrollHeight;
  }, []);
  const letGo = useCallback(() => {
    sticks.current = false;
  }, []);

  useEffect(() => {
    const box = scroller.current;
    const inside = content.current;
    if (box === null || inside === null) return;
    toEnd();
    const observer = new ResizeObserver(() => {
      if (sticks.current) box.scrollTop = box.scrollHeight;
    });
    observer.observe(inside);
    observer.observe(box);
    const onScroll = (): void => {
      const near = box.scrollHeight - box.scrollTop - box.clientHeight <= NEAR;
      setAtEnd(near);
      // Only a person leaves the end: what grows is followed by the observer before it is scrolled.
      if (near) sticks.current = true;
    };
    const onPersonScrolls = (): void => {
      requestAnimationFrame(() => {
        sticks.current = box.scrollHeight - box.scrollTop - box.clientHeight <= NEAR;
      });
    };
    const person = ["wheel", "touchmove", "keydown", "pointerup"] as const;
    box.addEventListener("scroll", onScroll, { passive: true });
    for (const name of person) box.addEventListener(name, onPersonScrolls, { passive: true });
    return () => {
      observer.disconnect();
      box.removeEventListener("scroll", onScroll);
      for (const name of person) box.removeEventListener(name, onPersonScrolls);
    };
  }, [key, toEnd]);
  return { scroller, content, isAtEnd, toEnd, letGo };
}
