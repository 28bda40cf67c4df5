import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, inject, it, onTestFinished, vi } from "vitest";
import { checkRedis } from "./check-redis.ts";
import { connectRedis, type ConnectionRole } from "./connect-redis.ts";
import { startPrivateRedis } from "./private-redis/index.ts";

describe("connectRedis", () => {
  it.each(["worker", "answer"] as const)("connects a %s", async (role) => {
    expect(await connection(role, inject("redisUrl")).ping()).toBe("PONG");
  });

  it("fails for somebody who waits, and tells of the trouble once", async () => {
    const onTrouble = vi.fn<(error: Error) => void>();
    const redis = connection("answer", await deadUrl(), onTrouble);
    await expect(redis.ping()).rejects.toThrow("does not answer");
    await expect(redis.ping()).rejects.toThrow("does not answer");
    expect(onTrouble).toHaveBeenCalledOnce();
  });

  it("waits through an outage for a worker", async () => {
    const url = await deadUrl();
    const redis = connection("worker", url);
    const answer = redis.ping();
    let attempts = 0;
    redis.on("reconnecting", () => (attempts += 1));
    await vi.waitFor(() => expect(attempts).toBeGreaterThan(3));
    const directory = await mkdtemp(join(tmpdir(), "late-redis-"));
    const server = await startPrivateRedis({ directory, port: Number(new URL(url).port) });
    onTestFinished(async () => {
      await server.stop();
      await rm(directory, { recursive: true, force: true });
    });
    expect(await answer).toBe("PONG");
  });
});

describe("checkRedis", () => {
  it("finds nothing wrong with the private Redis", async () => {
    expect(await checkRedis(connection("answer", inject("redisUrl")))).toEqual([]);
  });

  it("rejects where there is no Redis", async () => {
    await expect(checkRedis(connection("answer", await deadUrl()))).rejects.toThrow("does not answer");
  });
});

function connection(role: ConnectionRole, url: string, onTrouble?: (error: Error) => void) {
  const redis = connectRedis({ url, role, ...(onTrouble === undefined ? {} : { onTrouble }) });
  onTestFinished(() => redis.disconnect());
  return redis;
}

/** The address of a port nobody listens on. */
async function deadUrl(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port");
  return `redis://127.0.0.1:${address.port}`;
}
