import { once } from "node:events";
import { createServer } from "node:http";
import { connect } from "node:net";
import { expect, it, onTestFinished, vi } from "vitest";
import type { PlaygroundEvent } from "../../wire/playground-event.ts";
import { readEvents } from "../testing/read-events.ts";
import { createReaders, type Readers } from "./create-readers.ts";

const event = (text: string): PlaygroundEvent => ({
  kind: "timeline",
  entry: { id: 1, atMs: 0, actor: "redis", kind: "world", text, count: 1, tone: "quiet" },
});

async function serve(readers: Readers): Promise<{ readonly port: number; readonly url: string }> {
  const server = createServer((_request, response) => readers.add(response, [event("first")]));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    readers.stop();
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new TypeError("no port");
  return { port: address.port, url: `http://127.0.0.1:${address.port}/` };
}

it("drops a reader that does not read, and goes on for the others", async () => {
  const readers = createReaders(60_000, 64 * 1024);
  const { port, url } = await serve(readers);
  const idle = connect(port, "127.0.0.1");
  onTestFinished(() => void idle.destroy());
  idle.pause().write("GET / HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n");
  const page = await readEvents(url);
  await vi.waitFor(() => expect(readers.count()).toBe(2));

  const large = event("x".repeat(16 * 1024));
  await vi.waitFor(
    () => {
      readers.tell([large]);
      expect(readers.count()).toBe(1);
    },
    { timeout: 60_000, interval: 1 },
  );
  const heard = page.events.length;
  readers.tell([event("still there")]);
  await vi.waitFor(() => expect(page.events.length).toBeGreaterThan(heard));
});

it("forgets a reader that went away, and keeps the others awake", async () => {
  const readers = createReaders(20);
  const { url } = await serve(readers);
  const [gone, stays] = await Promise.all([readEvents(url), readEvents(url)]);
  gone.hangUp();
  await vi.waitFor(() => expect(readers.count()).toBe(1));
  await vi.waitFor(() => expect(stays.text()).toContain(": still here\n\n"));
  expect(stays.events).toEqual([event("first")]);
});
