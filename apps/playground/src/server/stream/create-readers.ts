import type { ServerResponse } from "node:http";
import type { PlaygroundEvent } from "../../wire/playground-event.ts";

/** The pages that listen. */
export interface Readers {
  readonly count: () => number;
  /** Begins a stream of server-sent events, with these first. */
  readonly add: (response: ServerResponse, first: readonly PlaygroundEvent[]) => void;
  readonly tell: (events: readonly PlaygroundEvent[]) => void;
  /** Ends every stream. */
  readonly stop: () => void;
}

const HEARTBEAT_MS = 15_000;
/** How much may wait for a reader beside what it was told first, in bytes. A slower one is dropped: it comes again. */
const MOST_WAITING = 4 * 1024 * 1024;

/**
 * No readers yet. Each has its own bounded buffer; the browser reconnects by itself when it was dropped, and is told the
 * whole state again.
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export function createReaders(heartbeatMs: number = HEARTBEAT_MS, mostWaiting: number = MOST_WAITING): Readers {
  const readers = new Map<ServerResponse, { readonly most: number }>();
  const heartbeat = setInterval(() => write(": still here\n\n"), heartbeatMs);
  heartbeat.unref();

  function write(frames: string): void {
    for (const [response, { most }] of readers) {
      if (response.writableLength > most) response.destroy();
      else response.write(frames);
    }
  }

  return {
    count: () => readers.size,
    add(response, first) {
      const frames = framesOf(first);
      readers.set(response, { most: Buffer.byteLength(frames) + mostWaiting });
      const forget = (): void => void readers.delete(response);
      response.on("close", forget).on("error", forget);
      response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-store" });
      response.write(`retry: 1000\n\n${frames}`);
    },
    tell: (events) => write(framesOf(events)),
    stop() {
      clearInterval(heartbeat);
      for (const response of readers.keys()) response.end();
      readers.clear();
    },
  };
}

/** JSON has no line breaks of its own, so that each event is one line. */
function framesOf(events: readonly PlaygroundEvent[]): string {
  return events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join("");
}
