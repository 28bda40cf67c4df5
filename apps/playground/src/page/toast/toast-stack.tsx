import type { Toasts } from "./use-toasts.ts";

/** The toasts, above everything else. */
export function ToastStack({ toasts, dismiss }: Pick<Toasts, "toasts" | "dismiss">) {
  return (
    <div className="pg-toasts" role="alert" aria-label="Messages of the playground">
      {toasts.map(({ id, tone, text }) => (
        <div key={id} className="pg-toast" data-tone={tone}>
          <span>{text}</span>
          <button type="button" className="pg-icon-button" aria-label="Dismiss" onClick={() => dismiss(id)}>
            ×
          </button>
        </div>
      ))}
    </div>
  );
}
