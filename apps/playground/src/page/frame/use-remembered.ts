import { useCallback, useState } from "react";

/** A yes or no that outlives the page, kept by the browser; where it keeps nothing, for this page only. */
export function useRemembered(name: string, initial: boolean): readonly [boolean, (value: boolean) => void] {
  const key = `playground.${name}`;
  const [value, setValue] = useState(() => {
    try {
      const kept = localStorage.getItem(key);
      return kept === null ? initial : kept === "yes";
    } catch {
      return initial;
    }
  });
  const remember = useCallback(
    (next: boolean) => {
      setValue(next);
      try {
        localStorage.setItem(key, next ? "yes" : "no");
      } catch {
        // A browser that keeps nothing asks again next time.
      }
    },
    [key],
  );
  return [value, remember];
}
