import { createServer, connect, type Socket } from "node:net";
import { Redis } from "ioredis";
import { inject, onTestFinished } from "vitest";

/** A connection to Redis on which answers can get lost. */
export interface LossyRedis {
  readonly redis: Redis;
  /** Cuts the connection when the next answer comes, before it is passed on. */
  readonly loseNextAnswer: () => void;
  /** How many answers were lost. */
  readonly lost: () => number;
}

/** Connects through a wire of our own. The client sends again what got no answer, as it does in life. */
export async function lossyRedis(): Promise<LossyRedis> {
  const target = new URL(inject("redisUrl"));
  const sockets = new Set<Socket>();
  let losing = false;
  let lost = 0;
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    for (const socket of [client, upstream]) sockets.add(socket.on("error", () => undefined));
    client.on("close", () => upstream.destroy());
    upstream.on("close", () => client.destroy());
    client.pipe(upstream);
    upstream.on("data", (answer) => {
      if (!losing) return void client.write(answer);
      losing = false;
      lost += 1;
      return void client.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const redis = new Redis(address.port, "127.0.0.1", { retryStrategy: () => 10 });
  redis.on("error", () => undefined);
  onTestFinished(() => {
    redis.disconnect();
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return {
    redis,
    loseNextAnswer: () => {
      losing = true;
    },
    lost: () => lost,
  };
}
