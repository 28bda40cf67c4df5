import { memo, useRef } from "react";
import { PAGE_PARTS, type PagePart, PART_NAMES } from "./page-part.ts";

interface PartTabsProps {
  readonly selected: PagePart;
  /** Parts with something new. */
  readonly unread: readonly PagePart[];
  readonly onSelect: (part: PagePart) => void;
}

const ICONS: Readonly<Record<PagePart, string>> = {
  lab: "M9 3h6M10 3v6l-5 9a2 2 0 0 0 1.8 3h10.4a2 2 0 0 0 1.8-3l-5-9V3M7.5 15h9",
  slack: "M9 4 7 20M17 4l-2 16M4 9h16M3.5 15h16",
  teams:
    "M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM16.5 11a2.5 2.5 0 1 0 0-5M3 19a5 5 0 0 1 10 0M15.5 14.2A4.6 4.6 0 0 1 21 19",
  timeline: "M12 7v5l3 2M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Z",
};

/** The tabs that stand for the columns where these have no room. Arrow keys go from tab to tab. */
export const PartTabs = memo(function PartTabs({ selected, unread, onSelect }: PartTabsProps) {
  const tabs = useRef<HTMLDivElement>(null);
  const go = (part: PagePart | undefined) => {
    if (part === undefined) return;
    onSelect(part);
    tabs.current?.querySelector<HTMLElement>(`#tab-${part}`)?.focus();
  };
  const index = PAGE_PARTS.indexOf(selected);
  const keys: Readonly<Record<string, PagePart | undefined>> = {
    ArrowLeft: PAGE_PARTS.at(index - 1),
    ArrowRight: PAGE_PARTS[(index + 1) % PAGE_PARTS.length],
    Home: PAGE_PARTS[0],
    End: PAGE_PARTS.at(-1),
  };
  return (
    <nav className="pg-tabs" aria-label="Parts of the playground">
      <div
        role="tablist"
        aria-label="Parts of the playground"
        ref={tabs}
        onKeyDown={(event) => {
          if (keys[event.key] === undefined) return;
          event.preventDefault();
          go(keys[event.key]);
        }}
      >
        {PAGE_PARTS.map((part) => (
          <button
            key={part}
            type="button"
            role="tab"
            id={`tab-${part}`}
            aria-controls={`part-${part}`}
            aria-selected={part === selected}
            tabIndex={part === selected ? 0 : -1}
            onClick={() => onSelect(part)}
          >
            <svg viewBox="0 0 24 24" aria-hidden="true">
              <path d={ICONS[part]} />
            </svg>
            {PART_NAMES[part]}
            {unread.includes(part) && (
              <span className="pg-unread">
                <span className="visually-hidden">something new</span>
              </span>
            )}
          </button>
        ))}
      </div>
    </nav>
  );
});
