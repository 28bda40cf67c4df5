import { useEffect } from "react";
import type { RefObject } from "react";

const LIT_MS = 2_400;

/** Brings an element into view and lights it up for a moment, each time `reveal` is another object. */
export function useReveal(element: RefObject<HTMLElement | null>, reveal: object | undefined): void {
  useEffect(() => {
    const shown = element.current;
    if (reveal === undefined || shown === null) return;
    shown.scrollIntoView({ block: "center" });
    shown.classList.add("is-lit");
    const timer = setTimeout(() => shown.classList.remove("is-lit"), LIT_MS);
    return () => {
      clearTimeout(timer);
      shown.classList.remove("is-lit");
    };
  }, [element, reveal]);
}
