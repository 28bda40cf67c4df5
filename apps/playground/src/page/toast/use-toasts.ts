import { useCallback, useEffect, useRef, useState } from "react";

/** A line that is shown for a while. */
export interface Toast {
  readonly id: number;
  readonly tone: "bad" | "plain";
  readonly text: string;
}

/** The toasts that are shown, newest last, at most three. */
export interface Toasts {
  readonly toasts: readonly Toast[];
  readonly show: (toast: Omit<Toast, "id">) => void;
  readonly dismiss: (id: number) => void;
}

const SHOWN_MS = 9_000;
const MOST = 3;

/** Holds the page's toasts and takes each away after a while. The same text is not shown twice at once. */
export function useToasts(): Toasts {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const lastId = useRef(0);
  const timers = useRef(new Set<ReturnType<typeof setTimeout>>());

  const dismiss = useCallback((id: number) => setToasts((shown) => shown.filter((toast) => toast.id !== id)), []);
  const show = useCallback(
    (toast: Omit<Toast, "id">) => {
      const id = ++lastId.current;
      setToasts((shown) => [...shown.filter(({ text }) => text !== toast.text), { ...toast, id }].slice(-MOST));
      const timer = setTimeout(() => {
        timers.current.delete(timer);
        dismiss(id);
      }, SHOWN_MS);
      timers.current.add(timer);
    },
    [dismiss],
  );
  useEffect(() => {
    const all = timers.current;
    return () => all.forEach((timer) => clearTimeout(timer));
  }, []);
  return { toasts, show, dismiss };
}
