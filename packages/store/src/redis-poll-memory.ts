import { randomUUID } from "node:crypto";
import type {
  DiscoveryMarks,
  DiscoveryProgress,
  LabErrorKind,
  LabHealth,
  PollMemory,
  SetAside,
} from "@perfecto-bot/pipeline";
import { redisScript } from "./redis-script.ts";
import { DEFAULT_PREFIX, type StoreOptions } from "./store-options.ts";
import { IS_LEFT_ALONE, readOrSetAside, storedShape, type StoredShape } from "./stored-value.ts";

const MARKS = storedShape<DiscoveryMarks>("discovery marks");
const UNREAD = storedShape<Omit<DiscoveryProgress, "marks">>("discovery marks");
const PROGRESS_TTL_MS = 30 * 86_400_000;
const SET_ASIDE = storedShape<SetAside>("failures of work");
const SET_ASIDE_TTL_MS = 30 * 86_400_000;
/** A field beside those of the shards. */
const LONGEST_TEST = "longest-test";

/**
 * What a newer version of the service wrote down of a lab is left alone.
 * `call` and `began` remember the last change, so that a command that is sent twice answers twice the same.
 * KEYS: health. ARGV: call id, now ms.
 */
const SUCCESS = `
if tonumber(redis.call('HGET', KEYS[1], 'v') or '1') > 1 then return 0 end
if redis.call('HGET', KEYS[1], 'call') == ARGV[1] then return 1 end
local troubled = redis.call('HDEL', KEYS[1], 'kind', 'message', 'sinceMs')
redis.call('HSET', KEYS[1], 'v', 1, 'lastSuccessMs', ARGV[2])
if troubled == 0 then return 0 end
redis.call('HSET', KEYS[1], 'call', ARGV[1])
return 1`;

/** KEYS: health. ARGV: call id, now ms, kind, message. */
const TROUBLE = `
if tonumber(redis.call('HGET', KEYS[1], 'v') or '1') > 1 then return 0 end
if redis.call('HGET', KEYS[1], 'call') == ARGV[1] then return 1 end
local began = redis.call('HSETNX', KEYS[1], 'sinceMs', ARGV[2])
redis.call('HSET', KEYS[1], 'v', 1, 'kind', ARGV[3], 'message', ARGV[4])
if began == 1 then redis.call('HSET', KEYS[1], 'call', ARGV[1]) end
return began`;

/** KEYS: discovery. ARGV: field of the marks, marks, field of what is unread, that or nothing, ttl ms, newest version. */
const PUT_PROGRESS = `${IS_LEFT_ALONE}
for _, field in ipairs({ ARGV[1], ARGV[3] }) do
  if is_left_alone(redis.call('HGET', KEYS[1], field), ARGV[6]) then return 0 end
end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
if ARGV[4] == '' then redis.call('HDEL', KEYS[1], ARGV[3]) else redis.call('HSET', KEYS[1], ARGV[3], ARGV[4]) end
return redis.call('PEXPIRE', KEYS[1], ARGV[5])`;

/** KEYS: a hash. ARGV: field, value, ttl ms. */
const PUT_FIELD = `
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
return redis.call('PEXPIRE', KEYS[1], ARGV[3])`;

/** KEYS: a hash. ARGV: field, number. */
const PUT_GREATER = `
if tonumber(redis.call('HGET', KEYS[1], ARGV[1]) or '0') < tonumber(ARGV[2]) then
  redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
end
return 1`;

/** KEYS: lock. ARGV: token, ttl ms. A repeated command of the holder still holds it. */
const LOCK = `
if redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) then return 1 end
return redis.call('GET', KEYS[1]) == ARGV[1] and 1 or 0`;

/** KEYS: lock. ARGV: token. */
const UNLOCK = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])`;

/**
 * What pollers remember, in Redis. Keys:
 *
 * | key | shape | lives |
 * |---|---|---|
 * | `lab-health:<lab>` | hash: lastSuccessMs; kind, message and sinceMs while there is trouble; call | always: one per lab |
 * | `discovery:<lab>` | hash: shard → marks as JSON; `unread:<shard>` → what is unread, as JSON; `longest-test` → ms | 30 days after the last discovery |
 * | `set-aside:<lab>` | hash: kind and job → what cannot be worked on, as JSON | 30 days after the last try |
 * | `lock:<name>` | the holder's token | as long as the caller names |
 */
export function createRedisPollMemory(options: StoreOptions): PollMemory {
  const { redis, prefix = DEFAULT_PREFIX, onSetAside = () => undefined } = options;
  const readable = <Value extends object>(shape: StoredShape<Value>, text: string, key: string): Value | undefined =>
    readOrSetAside(() => shape.decode(text, key), onSetAside);
  const success = redisScript(redis, "botLabSuccess", SUCCESS);
  const trouble = redisScript(redis, "botLabTrouble", TROUBLE);
  const putProgress = redisScript(redis, "botProgressPut", PUT_PROGRESS);
  const putField = redisScript(redis, "botFieldPut", PUT_FIELD);
  const putGreater = redisScript(redis, "botFieldPutGreater", PUT_GREATER);
  const lock = redisScript(redis, "botLock", LOCK);
  const unlock = redisScript(redis, "botUnlock", UNLOCK);
  const healthKey = (lab: string): string => `${prefix}:lab-health:${encodeURIComponent(lab)}`;
  const discoveryKey = (lab: string): string => `${prefix}:discovery:${encodeURIComponent(lab)}`;
  const setAsideKey = (lab: string): string => `${prefix}:set-aside:${encodeURIComponent(lab)}`;

  return {
    health: async (lab) => decodeHealth(lab, await redis.hgetall(healthKey(lab))),
    noteSuccess: async (lab, nowMs) => (await success([healthKey(lab)], [randomUUID(), nowMs])) === 1,
    noteTrouble: async (lab, kind, message, nowMs) =>
      (await trouble([healthKey(lab)], [randomUUID(), nowMs, kind, message])) === 1,
    progress: async (lab, shard) => {
      const key = discoveryKey(lab);
      const [marks, unread] = await redis.hmget(key, `${shard}`, unreadField(shard));
      return {
        marks: (marks == null ? undefined : readable(MARKS, marks, `${key} ${shard}`)) ?? {},
        ...((unread == null ? undefined : readable(UNREAD, unread, `${key} ${unreadField(shard)}`)) ?? {
          unread: [],
          unreadNames: [],
        }),
      };
    },
    putProgress: async (lab, shard, { marks, ...rest }) => {
      const unread = rest.unread.length === 0 ? "" : UNREAD.encode(rest);
      const args = [shard, MARKS.encode(marks), unreadField(shard), unread, PROGRESS_TTL_MS, MARKS.newest];
      await putProgress([discoveryKey(lab)], args);
    },
    longestTestMs: async (lab) => Number((await redis.hget(discoveryKey(lab), LONGEST_TEST)) ?? 0),
    noteTestMs: async (lab, ms) => {
      await putGreater([discoveryKey(lab)], [LONGEST_TEST, ms]);
    },
    setAside: async (lab) => {
      const key = setAsideKey(lab);
      return Object.entries(await redis.hgetall(key)).flatMap(
        ([field, text]) => readable(SET_ASIDE, text, `${key} ${field}`) ?? [],
      );
    },
    putSetAside: async (lab, one) => {
      await putField([setAsideKey(lab)], [fieldOf(one), SET_ASIDE.encode(one), SET_ASIDE_TTL_MS]);
    },
    removeSetAside: async (lab, one) => {
      await redis.hdel(setAsideKey(lab), fieldOf(one));
    },
    lock: async (name, ttlMs) => {
      const key = `${prefix}:lock:${encodeURIComponent(name)}`;
      const token = randomUUID();
      if ((await lock([key], [token, ttlMs])) !== 1) return undefined;
      return async () => {
        await unlock([key], [token]);
      };
    },
  };
}

function unreadField(shard: number): string {
  return `unread:${shard}`;
}

function fieldOf({ kind, job }: Pick<SetAside, "kind" | "job">): string {
  return JSON.stringify([kind, job]);
}

const KINDS: Readonly<Record<LabErrorKind, true>> = {
  "token-refused": true,
  "wrong-lab": true,
  "rate-limited": true,
  unreachable: true,
  "not-json": true,
  "window-too-old": true,
  "not-found": true,
  refused: true,
  "store-unavailable": true,
};

const isKind = (text: string | undefined): text is LabErrorKind => text !== undefined && Object.hasOwn(KINDS, text);

function decodeHealth(lab: string, fields: Readonly<Record<string, string>>): LabHealth {
  const { v = "1", lastSuccessMs, kind, message = "", sinceMs } = fields;
  if (v !== "1") return { lab };
  const success = lastSuccessMs === undefined ? {} : { lastSuccessMs: Number(lastSuccessMs) };
  return { lab, ...success, ...(isKind(kind) ? { trouble: { kind, message, sinceMs: Number(sinceMs) } } : {}) };
}
