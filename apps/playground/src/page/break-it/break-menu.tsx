import { memo, useEffect, useId, useRef, useState } from "react";
import type { WorldView } from "../../wire/world-state.ts";
import type { PaneProps } from "../pane-props.ts";
import { BREAKAGES } from "./breakage-names.ts";

interface BreakMenuProps {
  readonly world: WorldView;
  readonly act: PaneProps<never>["act"];
}

/** The menu that breaks parts of the world, and mends them. */
export const BreakMenu = memo(function BreakMenu({ world, act }: BreakMenuProps) {
  const [isOpen, setOpen] = useState(false);
  const [busy, setBusy] = useState<string>();
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const panelId = useId();

  useEffect(() => {
    if (!isOpen) return;
    const closeOutside = ({ target }: PointerEvent) => {
      if (target instanceof Node && !root.current?.contains(target)) setOpen(false);
    };
    document.addEventListener("pointerdown", closeOutside);
    return () => document.removeEventListener("pointerdown", closeOutside);
  }, [isOpen]);

  const run = async (name: string, action: Parameters<BreakMenuProps["act"]>[0]) => {
    setBusy(name);
    await act(action);
    setBusy(undefined);
  };
  const broken = BREAKAGES.filter(({ what }) => world.breakages[what]).length;

  return (
    <div
      className="pg-break"
      ref={root}
      onKeyDown={({ key }) => {
        if (key !== "Escape" || !isOpen) return;
        setOpen(false);
        button.current?.focus();
      }}
    >
      <button
        type="button"
        ref={button}
        className="pg-button"
        aria-expanded={isOpen}
        aria-controls={panelId}
        onClick={() => setOpen(!isOpen)}
      >
        Break it
        {broken > 0 && (
          <span className="pg-count" data-tone="bad">
            {broken}
            <span className="visually-hidden"> broken now</span>
          </span>
        )}
      </button>
      <div id={panelId} className="pg-menu" role="group" aria-label="Break it" hidden={!isOpen}>
        <p className="pg-menu-words">The bot must lose nothing and post nothing twice. Try it.</p>
        <div className="pg-menu-pair">
          <button
            type="button"
            className="pg-button"
            disabled={busy !== undefined}
            onClick={() => void run("service", { kind: "kill-service" })}
          >
            Kill the service
          </button>
          <button
            type="button"
            className="pg-button"
            disabled={busy !== undefined}
            onClick={() => void run("redis", { kind: "restart-redis" })}
          >
            {busy === "redis" ? "Restarting…" : "Restart Redis"}
          </button>
        </div>
        {BREAKAGES.map(({ what, label, hint }) => {
          const on = world.breakages[what];
          return (
            <button
              key={what}
              type="button"
              role="switch"
              aria-checked={on}
              aria-busy={busy === what}
              aria-describedby={`${panelId}-${what}`}
              aria-label={label}
              className="pg-switch"
              disabled={busy !== undefined && busy !== what}
              onClick={() => void run(what, { kind: "break", what, on: !on })}
            >
              <span>
                <span className="pg-switch-label">{label}</span>
                <span className="pg-switch-hint" id={`${panelId}-${what}`}>
                  {hint}
                </span>
              </span>
              <span className="pg-switch-track" aria-hidden="true" />
            </button>
          );
        })}
      </div>
    </div>
  );
});
