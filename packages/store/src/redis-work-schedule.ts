import type { Begun, WorkFailures, WorkKind, WorkSchedule } from "@perfecto-bot/pipeline";
import { redisScript, replyTexts } from "./redis-script.ts";
import { DEFAULT_PREFIX, type StoreOptions } from "./store-options.ts";
import { readOrSetAside, storedShape } from "./stored-value.ts";

const FAILURES = storedShape<WorkFailures>("failures of work");

/** KEYS: due times. ARGV: subject, time. Keeps the earlier one. */
const DUE_BY = `
local stands = redis.call('ZSCORE', KEYS[1], ARGV[1])
if not stands or tonumber(ARGV[2]) < tonumber(stands) then redis.call('ZADD', KEYS[1], ARGV[2], ARGV[1]) end
return 1`;

/**
 * KEYS: due times, failures, pauses. ARGV: subject, now, in hand until.
 * Answers when the pause ends or '', and the failures or ''.
 */
const BEGIN = `
local pause = redis.call('HGET', KEYS[3], ARGV[1])
local paused = pause and tonumber(pause) > tonumber(ARGV[2])
if redis.call('ZSCORE', KEYS[1], ARGV[1]) then
  redis.call('ZADD', KEYS[1], paused and pause or ARGV[3], ARGV[1])
end
return { paused and pause or '', redis.call('HGET', KEYS[2], ARGV[1]) or '' }`;

/** KEYS: due times, failures, pauses. ARGV: subject, token, due or ''. */
const END = `
redis.call('HDEL', KEYS[2], ARGV[1])
redis.call('HDEL', KEYS[3], ARGV[1])
local stands = redis.call('ZSCORE', KEYS[1], ARGV[1])
local own = not stands or tonumber(stands) == tonumber(ARGV[2])
if ARGV[3] == '' then
  if own then redis.call('ZREM', KEYS[1], ARGV[1]) end
elseif own or tonumber(ARGV[3]) < tonumber(stands) then
  redis.call('ZADD', KEYS[1], ARGV[3], ARGV[1])
end
return 1`;

/** KEYS: due times, failures, pauses. ARGV: subject, failures, not before. */
const FAIL = `
redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
redis.call('HSET', KEYS[3], ARGV[1], ARGV[3])
redis.call('ZADD', KEYS[1], ARGV[3], ARGV[1])
return 1`;

/** KEYS: due times, failures, pauses. ARGV: now. */
const RETRY_FAILED = `
for _, subject in ipairs(redis.call('HKEYS', KEYS[2])) do redis.call('ZADD', KEYS[1], ARGV[1], subject) end
redis.call('DEL', KEYS[2], KEYS[3])
return 1`;

/**
 * KEYS: due times, what an earlier version kept, and what it kept beside it. ARGV: before. A process of that version may
 * still write the old keys while both run.
 */
const TAKE_OVER = `
local former = redis.call('TYPE', KEYS[2]).ok
if former == 'none' then return 0 end
local subjects = former == 'set' and redis.call('SMEMBERS', KEYS[2]) or redis.call('ZRANGE', KEYS[2], 0, -1)
for _, subject in ipairs(subjects) do redis.call('ZADD', KEYS[1], 'NX', ARGV[1], subject) end
redis.call('DEL', KEYS[2], KEYS[3])
return #subjects`;

/** Where an earlier version kept what is due now. */
const FORMER: Readonly<Record<WorkKind, readonly [key: string, beside: string]>> = {
  track: ["picture-open", "picture-open:none"],
  plan: ["picture-changed", "picture-changed:revision"],
  outbox: ["mail-waiting", "mail-waiting:none"],
};

/** The set of what is due of a kind. Stores that make work due write to it in their own atomic steps. */
export function dueKey(prefix: string, kind: WorkKind): string {
  return `${prefix}:due:${kind}`;
}

/**
 * The schedule in Redis. Keys, for each kind of work:
 *
 * | key | shape | lives |
 * |---|---|---|
 * | `due:<kind>` | sorted set of subjects by when they are due, epoch ms | an entry until the work is done |
 * | `due:<kind>:failures` | hash: subject → failures as JSON | an entry until a run succeeds |
 * | `due:<kind>:pauses` | hash: subject → not before, epoch ms | as the failures |
 */
export function createRedisWorkSchedule(options: StoreOptions): WorkSchedule {
  const { redis, prefix = DEFAULT_PREFIX, onSetAside = () => undefined } = options;
  const dueBy = redisScript(redis, "botDueBy", DUE_BY);
  const begin = redisScript(redis, "botWorkBegin", BEGIN);
  const end = redisScript(redis, "botWorkEnd", END);
  const fail = redisScript(redis, "botWorkFail", FAIL);
  const retryFailed = redisScript(redis, "botWorkRetry", RETRY_FAILED);
  const takeOver = redisScript(redis, "botWorkTakeOver", TAKE_OVER);
  const keysOf = (kind: WorkKind): readonly [due: string, failures: string, pauses: string] => {
    const key = dueKey(prefix, kind);
    return [key, `${key}:failures`, `${key}:pauses`];
  };
  /** Failures that cannot be read count as none: the next run that fails writes them anew. */
  const decode = (text: string, key: string): WorkFailures | undefined =>
    readOrSetAside(() => FAILURES.decode(text, key), onSetAside);

  return {
    dueBy: async (kind, subject, atMs) => {
      await dueBy([dueKey(prefix, kind)], [subject, atMs]);
    },
    begin: async (kind, subject, nowMs, inHandUntilMs): Promise<Begun> => {
      const keys = keysOf(kind);
      const [pause, failures] = replyTexts(await begin(keys, [subject, nowMs, inHandUntilMs]));
      if (pause) return { kind: "paused", untilMs: Number(pause) };
      const failed = failures ? decode(failures, `${keys[1]} ${subject}`) : undefined;
      return { kind: "go", token: inHandUntilMs, ...(failed === undefined ? {} : { failed }) };
    },
    end: async (kind, subject, token, dueAtMs) => {
      await end(keysOf(kind), [subject, token, dueAtMs ?? ""]);
    },
    fail: async (kind, subject, failures) => {
      await fail(keysOf(kind), [subject, FAILURES.encode(failures), failures.notBeforeMs]);
    },
    remove: async (kind, subject) => {
      await redis.zrem(dueKey(prefix, kind), subject);
    },
    /** Takes over what an earlier version left; two commands. */
    overdue: async (kind, beforeMs, limit) => {
      const key = dueKey(prefix, kind);
      await takeOver([key, ...FORMER[kind].map((name) => `${prefix}:${name}`)], [beforeMs - 1]);
      if (limit <= 0) return [];
      const reply = await redis.zrange(key, "-inf", `(${beforeMs}`, "BYSCORE", "LIMIT", 0, limit, "WITHSCORES");
      return reply.flatMap((subject, index) =>
        index % 2 === 0 ? [{ subject, dueAtMs: Number(reply[index + 1]) }] : [],
      );
    },
    subjects: (kind) => redis.zrange(dueKey(prefix, kind), 0, "-1"),
    failing: async (kind, atLeast) => {
      const [, key] = keysOf(kind);
      return Object.entries(await redis.hgetall(key))
        .flatMap(([subject, text]) => {
          const failed = decode(text, `${key} ${subject}`);
          return failed === undefined ? [] : [{ subject, ...failed }];
        })
        .filter(({ failures }) => failures >= atLeast)
        .toSorted((one, other) => (one.subject < other.subject ? -1 : 1));
    },
    retryFailed: async (kind, nowMs) => {
      await retryFailed(keysOf(kind), [nowMs]);
    },
  };
}
