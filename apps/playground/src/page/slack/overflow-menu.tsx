import { useEffect, useRef, useState } from "react";
import type { KeyboardEvent, ReactNode } from "react";
import { choicesOf } from "./element-entry.ts";
import type { Choice } from "./element-entry.ts";
import type { ElementProps } from "./element-props.ts";
import { safeHref } from "./safe-href.ts";
import { plainWords } from "./text-object.tsx";
import type { ElementState } from "./use-element.ts";

/**
 * The menu behind three dots.
 * @see https://docs.slack.dev/reference/block-kit/block-elements/overflow-menu-element
 */
export function OverflowMenu({ element, state }: ElementProps & { readonly state: ElementState }): ReactNode {
  const [open, setOpen] = useState(false);
  const menu = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (open) menu.current?.querySelector<HTMLElement>("[role=menuitem]")?.focus();
  }, [open]);

  const close = (): void => {
    setOpen(false);
    opener.current?.focus();
  };
  const pick = ({ value, url = "" }: Choice): void => {
    close();
    const href = safeHref(url);
    if (href !== undefined) window.open(href, "_blank", "noreferrer");
    state.send(value);
  };
  const move = (event: KeyboardEvent): void => {
    if (event.key === "Escape") {
      event.stopPropagation();
      close();
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    const items = [...(menu.current?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? [])];
    const at = items.findIndex((item) => item === document.activeElement);
    items.at((at + (event.key === "ArrowDown" ? 1 : -1)) % items.length)?.focus();
  };

  return (
    <div
      className="sl-overflow"
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) setOpen(false);
      }}
    >
      <button
        ref={opener}
        type="button"
        className="sl-button"
        aria-label="More actions"
        aria-haspopup="menu"
        aria-expanded={open}
        aria-busy={state.busy}
        disabled={state.inert}
        onClick={() => setOpen(!open)}
      >
        ⋯
      </button>
      {open && (
        <div ref={menu} className="sl-popup" role="menu" aria-label="More actions" tabIndex={-1} onKeyDown={move}>
          {choicesOf(element["options"]).map((choice) => (
            <button
              key={choice.value}
              type="button"
              role="menuitem"
              tabIndex={-1}
              className="sl-option"
              onClick={() => pick(choice)}
            >
              {plainWords(choice.text)}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
