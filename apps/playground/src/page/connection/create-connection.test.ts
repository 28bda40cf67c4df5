import { expect, test, vi } from "vitest";
import type { PlaygroundEvent } from "../../wire/playground-event.ts";
import { aState } from "../testing/a-state.ts";
import { createConnection, type OpenStream } from "./create-connection.ts";

type Stream = Parameters<OpenStream>[0] & { isClosed: boolean };

/** A connection whose streams and frames the test works by hand. */
function aConnection() {
  const streams: Stream[] = [];
  const frames: (() => void)[] = [];
  const connection = createConnection({
    open: (hear) => {
      const stream = { ...hear, isClosed: false };
      streams.push(stream);
      return () => void (stream.isClosed = true);
    },
    nextFrame: (run) => {
      frames.push(run);
      return () => void frames.splice(frames.indexOf(run), 1);
    },
    retryAfterMs: 1,
  });
  const listener = vi.fn<() => void>();
  const unsubscribe = connection.subscribe(listener);
  const say = (event: PlaygroundEvent) => streams.at(-1)?.said(JSON.stringify(event));
  const paint = () => frames.splice(0).forEach((run) => run());
  return { connection, streams, listener, unsubscribe, say, paint };
}

const speedOf = (speed: number): PlaygroundEvent => ({ kind: "world", world: { ...aState().world, speed } });

test("applies what arrives between two frames together", () => {
  const { connection, streams, listener, say, paint } = aConnection();
  streams[0]?.opened();
  say({ kind: "state", state: aState() });
  say(speedOf(20));
  say(speedOf(30));
  expect(listener).not.toHaveBeenCalled();
  paint();
  expect(listener).toHaveBeenCalledTimes(1);
  expect(connection.getSnapshot()).toMatchObject({ status: "open", state: { world: { speed: 30 } } });
});

test("leaves out what comes before the first state", () => {
  const { connection, say, paint } = aConnection();
  say(speedOf(20));
  paint();
  expect(connection.getSnapshot().state).toBeUndefined();
});

test("says nothing where an event changes nothing", () => {
  const { listener, say, paint } = aConnection();
  say({ kind: "state", state: aState() });
  paint();
  const execution = {
    id: "e",
    name: "",
    status: "PASSED",
    processing: false,
    device: "",
    system: "",
    reportUrl: "",
  } as const;
  say({ kind: "lab-execution", buildId: "unknown #1", execution });
  paint();
  expect(listener).toHaveBeenCalledTimes(1);
});

test("keeps what it knows when the stream fails, and opens another", async () => {
  const { connection, streams, say, paint } = aConnection();
  say({ kind: "state", state: aState() });
  streams[0]?.failed();
  paint();
  expect(connection.getSnapshot()).toMatchObject({ status: "lost", state: { world: { speed: 12 } } });
  expect(streams[0]?.isClosed).toBe(true);
  await vi.waitFor(() => expect(streams).toHaveLength(2));
  streams[1]?.opened();
  paint();
  expect(connection.getSnapshot().status).toBe("open");
});

test("closes the stream with the last listener, and opens one for the next", () => {
  const { connection, streams, unsubscribe } = aConnection();
  const second = connection.subscribe(() => {});
  unsubscribe();
  expect(streams[0]?.isClosed).toBe(false);
  second();
  expect(streams[0]?.isClosed).toBe(true);
  connection.subscribe(() => {});
  expect(streams).toHaveLength(2);
});
