import { get, type IncomingMessage } from "node:http";
import { onTestFinished } from "vitest";
import type { PlaygroundEvent } from "../../wire/playground-event.ts";

/** A page that listens. */
export interface Listening {
  /** What it heard so far, in order. */
  readonly events: readonly PlaygroundEvent[];
  /** Everything as it came over the wire. */
  readonly text: () => string;
  readonly ended: Promise<void>;
  readonly response: IncomingMessage;
  readonly hangUp: () => void;
}

/** Listens to a playground's events for real; resolves when the answer begins. */
export async function readEvents(url: string): Promise<Listening> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const request = get(`${url}api/events`, resolve).once("error", reject);
  const response = await promise;
  onTestFinished(() => void request.destroy());
  const events: PlaygroundEvent[] = [];
  const heard = { text: "", rest: "" };
  response.setEncoding("utf8").on("data", (data: string) => {
    heard.text += data;
    const frames = (heard.rest + data).split("\n\n");
    heard.rest = frames.pop() ?? "";
    for (const frame of frames.filter((one) => one.startsWith("data: ")))
      events.push(JSON.parse(frame.slice("data: ".length)));
  });
  const ended = new Promise<void>((end) => response.once("close", end));
  response.on("error", () => undefined);
  return { events, text: () => heard.text, ended, response, hangUp: () => void request.destroy() };
}
