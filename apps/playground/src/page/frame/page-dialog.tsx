import { type ReactNode, useEffect, useId, useRef } from "react";

interface PageDialogProps {
  readonly title: string;
  /** `drawer`: from the right edge over the whole height. */
  readonly as?: "dialog" | "drawer";
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A modal dialog of the browser's own: it traps the focus, closes on Escape, and gives the focus back. */
export function PageDialog({ title, as = "dialog", onClose, children }: PageDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const opener = document.activeElement;
    const element = dialog.current;
    element?.showModal();
    return () => {
      element?.close();
      // The browser does so on close(), but not where the dialog has left the page already.
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true });
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      className="pg-dialog"
      data-as={as}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      // A press beside the dialog hits the dialog itself: its content fills it.
      onPointerDown={({ target, currentTarget }) => {
        if (target === currentTarget) onClose();
      }}
    >
      <div className="pg-dialog-in">
        <div className="pg-dialog-head">
          <h2 id={titleId}>{title}</h2>
          <button type="button" className="pg-icon-button" aria-label="Close" onClick={onClose}>
            ×
          </button>
        </div>
        {children}
      </div>
    </dialog>
  );
}
