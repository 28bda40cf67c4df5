import type { Redis } from "ioredis";

/** A reason why this Redis may lose what the service must keep. */
export interface RedisFinding {
  readonly kind: "append-only-off" | "evicts" | "too-old" | "cluster" | "clocks-apart" | "unknown";
  /** What is so. */
  readonly message: string;
  /** What to do about it. */
  readonly todo: string;
}

/** What a Redis says of itself in `INFO`, by name. */
export type RedisFacts = ReadonlyMap<string, string>;

/** Looks at the settings of a Redis. Empty: all is well. Rejects only where Redis cannot be reached. */
export async function checkRedis(redis: Redis): Promise<readonly RedisFinding[]> {
  await redis.ping();
  const info = await redis.info().catch(() => "");
  return judgeRedis(parseFacts(info));
}

/** The facts in an answer to `INFO`: https://redis.io/docs/latest/commands/info/ */
export function parseFacts(info: string): RedisFacts {
  const lines = info.split(/\r?\n/).filter((line) => line.includes(":") && !line.startsWith("#"));
  return new Map(lines.map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1).trim()]));
}

/** What is wrong with a Redis of these facts. Managed services may hide some: then it is said what is not known. */
export function judgeRedis(facts: RedisFacts): readonly RedisFinding[] {
  return [judgeVersion(facts), judgeAppendOnly(facts), judgeEviction(facts), judgeCluster(facts)].filter(
    (finding) => finding !== undefined,
  );
}

function judgeVersion(facts: RedisFacts): RedisFinding | undefined {
  const version = facts.get("redis_version");
  if (version === undefined) return unknown("its version", "make sure that it is Redis 6.2 or newer, or Valkey");
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > 6 || (major === 6 && minor >= 2)) return undefined;
  return { kind: "too-old", message: `Redis is version ${version}.`, todo: "Use Redis 6.2 or newer, or Valkey." };
}

function judgeAppendOnly(facts: RedisFacts): RedisFinding | undefined {
  const enabled = facts.get("aof_enabled");
  if (enabled === undefined) return unknown("whether it keeps an append-only file", "ask for `appendonly yes`");
  if (enabled === "1") return undefined;
  return {
    kind: "append-only-off",
    message: "Redis keeps no append-only file: a crash loses subscriptions and what was posted where.",
    todo: "Set `appendonly yes`, in redis.conf as well.",
  };
}

function judgeEviction(facts: RedisFacts): RedisFinding | undefined {
  const policy = facts.get("maxmemory_policy");
  if (policy === undefined) return unknown("what it does when memory is full", "ask for `maxmemory-policy noeviction`");
  if (policy === "noeviction") return undefined;
  return {
    kind: "evicts",
    message: `Redis throws keys away when memory is full (maxmemory-policy ${policy}).`,
    todo: "Set `maxmemory-policy noeviction`, in redis.conf as well.",
  };
}

function judgeCluster(facts: RedisFacts): RedisFinding | undefined {
  if (facts.get("cluster_enabled") !== "1") return undefined;
  return {
    kind: "cluster",
    message: "This is a node of a Redis Cluster; some keys may live on another node.",
    todo: "Give the address of one Redis, or of a proxy that hides the cluster.",
  };
}

function unknown(what: string, todo: string): RedisFinding {
  return { kind: "unknown", message: `Redis does not tell ${what}.`, todo: `If it is a managed service, ${todo}.` };
}
