import type { OpenStream } from "./create-connection.ts";

/** Opens the playground's server-sent events (https://developer.mozilla.org/docs/Web/API/EventSource). */
export const openEventSource: OpenStream = ({ opened, said, failed }) => {
  const source = new EventSource("/api/events");
  source.addEventListener("open", opened);
  source.addEventListener("message", ({ data }: MessageEvent<string>) => said(data));
  source.addEventListener("error", failed);
  return () => source.close();
};
