import { useEffect } from "react";
import type { KeyboardEvent, RefObject } from "react";

const FOCUSABLE =
  "a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), [tabindex='0']";

/**
 * Keeps the focus within a dialog while it is open: the first field has it at first, and it returns to where it was.
 * @returns the handler of the dialog's Tab keys.
 */
export function useFocusTrap(dialog: RefObject<HTMLElement | null>): (event: KeyboardEvent) => void {
  useEffect(() => {
    const before = document.activeElement;
    const box = dialog.current;
    const first = box?.querySelector<HTMLElement>("input, select, textarea") ?? box;
    first?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, [dialog]);

  return (event) => {
    if (event.key !== "Tab" || dialog.current === null) return;
    const all = [...dialog.current.querySelectorAll<HTMLElement>(FOCUSABLE)].filter((each) => each.checkVisibility());
    const end = event.shiftKey ? all[0] : all.at(-1);
    const start = event.shiftKey ? all.at(-1) : all[0];
    if (document.activeElement !== end && document.activeElement !== dialog.current) return;
    event.preventDefault();
    start?.focus();
  };
}
