import { createServer, connect, type Socket } from "node:net";
import { onTestFinished } from "vitest";

/** A wire to a server that can be cut. */
export interface TcpProxy {
  readonly url: string;
  /** Cuts the connection of the next answer instead of passing it on. Resolves when it was cut. */
  readonly loseNextAnswer: () => Promise<void>;
}

/** Stands between a client and a Redis. */
export async function startTcpProxy(serverUrl: string): Promise<TcpProxy> {
  const target = new URL(serverUrl);
  const sockets = new Set<Socket>();
  let onAnswer: (() => void) | undefined;
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("error", () => undefined);
      socket.on("close", () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.pipe(upstream);
    upstream.on("data", (chunk) => {
      if (onAnswer === undefined) {
        client.write(chunk);
      } else {
        onAnswer();
        onAnswer = undefined;
        upstream.destroy();
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  const address = server.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  return {
    url: `redis://127.0.0.1:${port}`,
    loseNextAnswer: () => new Promise((resolve) => (onAnswer = resolve)),
  };
}
