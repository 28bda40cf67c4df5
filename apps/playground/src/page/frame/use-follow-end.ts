import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

/** How near to the end counts as there, in pixels. */
const NEAR_PX = 24;

interface FollowedEnd<Box extends HTMLElement> {
  /** For the box that scrolls. */
  readonly box: RefObject<Box | null>;
  readonly onScroll: () => void;
  /** Whether what comes new is scrolled to: true until somebody scrolls up. */
  readonly following: boolean;
  readonly toEnd: () => void;
}

/** Keeps a box scrolled to its end while its content or its size changes, unless somebody scrolled up in it. */
export function useFollowEnd<Box extends HTMLElement>(content: unknown): FollowedEnd<Box> {
  const box = useRef<Box>(null);
  const [following, setFollowing] = useState(true);
  const wants = useRef(true);

  const keep = useCallback(() => {
    if (wants.current && box.current) box.current.scrollTop = box.current.scrollHeight;
  }, []);
  const follow = useCallback((follows: boolean) => {
    wants.current = follows;
    setFollowing(follows);
  }, []);
  const onScroll = useCallback(() => {
    if (!box.current) return;
    const { scrollHeight, scrollTop, clientHeight } = box.current;
    follow(scrollHeight - scrollTop - clientHeight < NEAR_PX);
  }, [follow]);
  const toEnd = useCallback(() => {
    follow(true);
    keep();
  }, [follow, keep]);

  useLayoutEffect(keep, [content, keep]);
  useEffect(() => {
    if (!box.current) return;
    const observer = new ResizeObserver(keep);
    observer.observe(box.current);
    return () => observer.disconnect();
  }, [keep]);
  return { box, onScroll, following, toEnd };
}
