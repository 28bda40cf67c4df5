import { useLayoutEffect, useRef } from "react";
import type { KeyboardEvent, ReactNode } from "react";
import "./message-menu.css";

/** Pixels between the menu and the edge of the window. */
const MARGIN = 8;

interface MessageMenuProps {
  /** What it belongs to, and where the focus returns to. */
  readonly button: HTMLElement;
  readonly items: readonly { readonly title: string; readonly onChoose: () => void }[];
  readonly onClose: () => void;
}

/** What can be done with a message, below its "More" button. */
export function MessageMenu({ button, items, onClose }: MessageMenuProps): ReactNode {
  const menu = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = menu.current;
    if (element === null) return;
    element.showPopover();
    button.ariaExpanded = "true";
    const place = button.getBoundingClientRect();
    const { width, height } = element.getBoundingClientRect();
    const below = place.bottom + 4;
    element.style.left = `${Math.max(MARGIN, Math.min(place.right, innerWidth - MARGIN) - width)}px`;
    element.style.top = `${below + height > innerHeight - MARGIN ? place.top - height - 4 : below}px`;
    element.querySelector("button")?.focus();
    const onToggle = ({ newState }: ToggleEvent): void => {
      if (newState === "closed") onClose();
    };
    element.addEventListener("toggle", onToggle);
    return () => {
      element.removeEventListener("toggle", onToggle);
      button.ariaExpanded = null;
    };
  }, [button, onClose]);

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const buttons = [...event.currentTarget.querySelectorAll("button")];
    const at = buttons.findIndex((one) => one === document.activeElement);
    if (event.key === "ArrowDown") buttons[(at + 1) % buttons.length]?.focus();
    else if (event.key === "ArrowUp") buttons.at(at - 1)?.focus();
    else if (event.key === "Tab") menu.current?.hidePopover();
    else return;
    event.preventDefault();
  };
  return (
    <div
      ref={menu}
      popover="auto"
      className="teams-menu"
      role="menu"
      aria-label="More"
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      {items.map(({ title, onChoose }) => (
        <button
          key={title}
          type="button"
          role="menuitem"
          onClick={() => {
            menu.current?.hidePopover();
            button.focus();
            onChoose();
          }}
        >
          {title}
        </button>
      ))}
    </div>
  );
}
