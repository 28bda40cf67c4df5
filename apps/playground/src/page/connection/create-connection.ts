import { applyEvent } from "../../wire/apply-event.ts";
import type { PlaygroundEvent } from "../../wire/playground-event.ts";
import type { PlaygroundState } from "../../wire/playground-state.ts";

/** What the page knows of the playground. */
export interface PageSnapshot {
  /** `lost`: there was a connection, or the first one failed; another is tried. */
  readonly status: "connecting" | "open" | "lost";
  /** The newest that was heard; stays while the connection is lost. */
  readonly state: PlaygroundState | undefined;
}

/** The page's end of the stream of events, shaped for React's `useSyncExternalStore`. */
export interface Connection {
  readonly getSnapshot: () => PageSnapshot;
  /** Calls the listener after each change, at most once a frame. The first listener opens the stream, the last closes it. */
  readonly subscribe: (listener: () => void) => () => void;
}

/** Opens a stream of events, tells what comes of it, and returns what closes it. */
export type OpenStream = (hear: {
  readonly opened: () => void;
  /** One event, as JSON. */
  readonly said: (json: string) => void;
  /** It ended or could not be opened. */
  readonly failed: () => void;
}) => () => void;

interface ConnectionOptions {
  readonly open: OpenStream;
  /** Runs something once, before the browser paints next. Returns what calls it off. */
  readonly nextFrame: (run: () => void) => () => void;
  /** Milliseconds from losing a stream to trying the next. */
  readonly retryAfterMs?: number;
}

/**
 * Follows the playground's events. All that arrive between two frames are applied together, so that a busy lab costs one
 * rendering a frame. A stream that fails is closed and opened anew by our own clock: an EventSource by itself gives up
 * for good on some answers (https://developer.mozilla.org/docs/Web/API/EventSource/error_event).
 */
export function createConnection({ open, nextFrame, retryAfterMs = 1_000 }: ConnectionOptions): Connection {
  const listeners = new Set<() => void>();
  let snapshot: PageSnapshot = { status: "connecting", state: undefined };
  let waiting: PlaygroundEvent[] = [];
  let status = snapshot.status;
  let stop = () => {};
  let callOffFrame: (() => void) | undefined;

  function change() {
    callOffFrame ??= nextFrame(() => {
      callOffFrame = undefined;
      const heard = waiting;
      waiting = [];
      const state = heard.reduce(hear, snapshot.state);
      if (state === snapshot.state && status === snapshot.status) return;
      snapshot = { status, state };
      for (const listener of listeners) listener();
    });
  }

  function start() {
    let retry: ReturnType<typeof setTimeout> | undefined;
    const close = open({
      opened() {
        status = "open";
        change();
      },
      said(json) {
        const event: PlaygroundEvent = JSON.parse(json);
        waiting.push(event);
        change();
      },
      failed() {
        close();
        status = "lost";
        change();
        retry ??= setTimeout(start, retryAfterMs);
      },
    });
    stop = () => {
      close();
      clearTimeout(retry);
      callOffFrame?.();
      callOffFrame = undefined;
    };
  }

  return {
    getSnapshot: () => snapshot,
    subscribe(listener) {
      listeners.add(listener);
      if (listeners.size === 1) start();
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) stop();
      };
    },
  };
}

/** Events before the first state say nothing without it. */
function hear(state: PlaygroundState | undefined, event: PlaygroundEvent): PlaygroundState | undefined {
  if (event.kind === "state") return event.state;
  return state && applyEvent(state, event);
}
