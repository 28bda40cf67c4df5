import { connect, createServer, type Socket } from "node:net";

/** An address that leads to one Redis or another, as that of a managed service does. */
export interface RedisSwitch {
  readonly url: string;
  /** New connections lead there; those that are open stay where they are. */
  readonly leadTo: (url: string) => void;
  /** How many connections were made. */
  readonly connections: () => number;
  readonly end: () => Promise<void>;
}

/** Starts a switch that leads to a Redis. Whoever starts it ends it. */
export async function startRedisSwitch(first: string): Promise<RedisSwitch> {
  let target = new URL(first);
  let made = 0;
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    made += 1;
    const upstream = connect(Number(target.port), target.hostname);
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(socket);
      socket.on("error", () => undefined);
      socket.on("close", () => {
        sockets.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the switch has no port");
  return {
    url: `redis://127.0.0.1:${address.port}`,
    leadTo: (url) => {
      target = new URL(url);
    },
    connections: () => made,
    end: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
