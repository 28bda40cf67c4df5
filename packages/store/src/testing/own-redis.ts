import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";
import { startPrivateRedis, type PrivateRedis } from "../private-redis/index.ts";

/** A Redis of a test's own, to be hurt. */
export interface OwnRedis extends PrivateRedis {
  /** Stops its process where it stands: connections stay open, nothing is answered. */
  readonly freeze: () => void;
  /** Lets it go on, with all that was sent to it meanwhile. */
  readonly thaw: () => void;
  /** Changes a setting of the running server. */
  readonly set: (name: string, value: string) => Promise<void>;
  /** Makes it a replica of another, or a primary. Connections stay open. */
  readonly follow: (primary: PrivateRedis | undefined) => Promise<void>;
  /** Makes a replica of it the primary in its place, without losing a write. Connections stay open. */
  readonly handOverTo: (replica: PrivateRedis) => Promise<void>;
  /** Resolves when it has everything that its primary has. */
  readonly caughtUp: () => Promise<void>;
  /** Ends it and removes its data. */
  readonly end: () => Promise<void>;
}

/** Starts one. Whoever starts it ends it. */
export async function ownRedis(): Promise<OwnRedis> {
  const directory = await mkdtemp(join(tmpdir(), "perfecto-bot-redis-"));
  const server = await startPrivateRedis({ directory });
  const operate = <T>(work: (operator: Redis) => Promise<T>): Promise<T> => operateOn(server.url, work);
  let frozen = false;
  const thaw = (): void => {
    if (frozen) process.kill(server.pid, "SIGCONT");
    frozen = false;
  };
  return {
    ...server,
    get pid() {
      return server.pid;
    },
    freeze: () => {
      process.kill(server.pid, "SIGSTOP");
      frozen = true;
    },
    thaw,
    set: (name, value) => operate(async (operator) => void (await operator.config("SET", name, value))),
    follow: async (primary) => {
      if (primary === undefined) {
        await operate((operator) => operator.replicaof("NO", "ONE"));
        return;
      }
      // By default a primary waits five seconds for more replicas before it sends its data.
      await operateOn(primary.url, (operator) => operator.config("SET", "repl-diskless-sync-delay", "0"));
      await operate((operator) => operator.replicaof("127.0.0.1", primary.port));
    },
    handOverTo: (replica) =>
      operate(async (operator) => {
        await operator.call("FAILOVER", "TO", "127.0.0.1", String(replica.port));
        while (!/role:slave/u.test(await operator.info("replication"))) await operator.ping();
      }),
    caughtUp: () =>
      operate(async (operator) => {
        while (!/master_link_status:up/u.test(await operator.info("replication"))) await operator.ping();
      }),
    end: async () => {
      thaw();
      await server.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function operateOn<T>(url: string, work: (operator: Redis) => Promise<T>): Promise<T> {
  const operator = new Redis(url, { maxRetriesPerRequest: 2 });
  operator.on("error", () => undefined);
  try {
    return await work(operator);
  } finally {
    operator.disconnect();
  }
}
