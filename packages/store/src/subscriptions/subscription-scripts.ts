import { IS_LEFT_ALONE } from "../stored-value.ts";

/** Writes down what was done: newest first, the oldest fall off. The entry is '' where nothing is to be written. */
const AUDIT = `
local function audit(list, entry, kept)
  if entry == '' then return end
  redis.call('LPUSH', list, entry)
  redis.call('LTRIM', list, 0, tonumber(kept) - 1)
end
`;

/** Writes down that a subscription changes: one entry for each revision, under its number. */
const CHANGED = `
local function changed(revision_key, changes, id, kept)
  local revision = redis.call('INCR', revision_key)
  redis.call('XADD', changes, 'MAXLEN', '=', kept, string.format('%.0f-0', revision), 'id', id)
end
`;

/**
 * KEYS: subscriptions, revision, changes, audit.
 * ARGV: id, value, newest version, audit entry, audit entries kept, changes kept. Answers 0 where a value is left alone.
 */
export const PUT = `${AUDIT}${CHANGED}${IS_LEFT_ALONE}
if is_left_alone(redis.call('HGET', KEYS[1], ARGV[1]), ARGV[3]) then return 0 end
changed(KEYS[2], KEYS[3], ARGV[1], ARGV[6])
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
audit(KEYS[4], ARGV[4], ARGV[5])
return 1`;

/**
 * KEYS: subscriptions, revision, changes, audit.
 * ARGV: id, value that is expected, value, audit entry, audit entries kept, changes kept.
 */
export const REPLACE = `${AUDIT}${CHANGED}
if redis.call('HGET', KEYS[1], ARGV[1]) ~= ARGV[2] then return 0 end
changed(KEYS[2], KEYS[3], ARGV[1], ARGV[6])
redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
audit(KEYS[4], ARGV[4], ARGV[5])
return 1`;

/**
 * KEYS: subscriptions, revision, changes, audit, the removed one, removed ones of its conversation.
 * ARGV: id, newest version, audit entry, audit entries kept, changes kept, ttl ms. Answers the value that was there, also
 * where it is left alone.
 */
export const REMOVE = `${AUDIT}${CHANGED}${IS_LEFT_ALONE}
local value = redis.call('HGET', KEYS[1], ARGV[1])
if not value or is_left_alone(value, ARGV[2]) then return value end
changed(KEYS[2], KEYS[3], ARGV[1], ARGV[5])
redis.call('HDEL', KEYS[1], ARGV[1])
redis.call('SET', KEYS[5], value, 'PX', ARGV[6])
redis.call('SADD', KEYS[6], ARGV[1])
redis.call('PEXPIRE', KEYS[6], ARGV[6])
audit(KEYS[4], ARGV[3], ARGV[4])
return value`;

/**
 * What changed since a revision. The epoch tells this Redis from one that was emptied meanwhile. A revision without its entry
 * was made by a version of the service that wrote none, or is too long ago: then everything is answered.
 * KEYS: subscriptions, revision, changes, epoch. ARGV: epoch and revision that are known, changes kept, an epoch to begin.
 * Answers { epoch, revision, 'some' or 'all' } and { id, value, id, value, … }; the value is '' where there is none any more.
 */
export const CHANGES_SINCE = `
local revision, known = tonumber(redis.call('GET', KEYS[2]) or '0'), tonumber(ARGV[2])
local epoch = redis.call('GET', KEYS[4])
local answer, seen = {}, {}
if epoch == ARGV[1] and revision >= known and revision - known <= tonumber(ARGV[3]) then
  local entries = {}
  if revision > known then
    entries = redis.call('XRANGE', KEYS[3], string.format('%.0f-0', known + 1), '+')
  end
  if #entries == revision - known then
    for _, entry in ipairs(entries) do
      local id = entry[2][2]
      if not seen[id] then
        seen[id] = true
        answer[#answer + 1] = id
        answer[#answer + 1] = redis.call('HGET', KEYS[1], id) or ''
      end
    end
    return { { epoch, string.format('%.0f', revision), 'some' }, answer }
  end
end
if not epoch then
  epoch = ARGV[4]
  redis.call('SET', KEYS[4], epoch)
end
return { { epoch, string.format('%.0f', revision), 'all' }, redis.call('HGETALL', KEYS[1]) }`;

/** KEYS: mutes, their ends. ARGV: ms. Answers { id, value, id, value, … } of the mutes that end later. */
export const MUTES = `
local answer = {}
for _, id in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], '(' .. ARGV[1], '+inf')) do
  answer[#answer + 1] = id
  answer[#answer + 1] = redis.call('HGET', KEYS[1], id) or ''
end
return answer`;

/**
 * KEYS: mutes, their ends, audit.
 * ARGV: id, value, end ms, now ms, age ms after which ended ones go, audit entry, entries kept, newest version.
 * Answers 0 where a value is left alone.
 */
export const PUT_MUTE = `${AUDIT}${IS_LEFT_ALONE}
local now, age = tonumber(ARGV[4]), tonumber(ARGV[5])
if is_left_alone(redis.call('HGET', KEYS[1], ARGV[1]), ARGV[8]) then return 0 end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
redis.call('ZADD', KEYS[2], ARGV[3], ARGV[1])
for _, id in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', '(' .. string.format('%.0f', now - age))) do
  if not is_left_alone(redis.call('HGET', KEYS[1], id), ARGV[8]) then
    redis.call('ZREM', KEYS[2], id)
    redis.call('HDEL', KEYS[1], id)
  end
end
local last = redis.call('ZRANGE', KEYS[2], -1, -1, 'WITHSCORES')[2]
local ttl = string.format('%.0f', math.max(1, (tonumber(last) or now) - now) + age)
redis.call('PEXPIRE', KEYS[1], ttl)
redis.call('PEXPIRE', KEYS[2], ttl)
audit(KEYS[3], ARGV[6], ARGV[7])
return 1`;

/**
 * KEYS: subscriptions, revision, changes, mutes from, mutes to, ends from, ends to, audit from, audit to,
 * removed ones of from, of to, then each removed one.
 * ARGV: conversation from, conversation to, audit entries kept, changes kept. No value is read, so that those of every version move.
 */
export const MOVE = `${CHANGED}
local head = ARGV[1] .. ' '
local function moved(value)
  return string.sub(value, 1, #head) == head and ARGV[2] .. ' ' .. string.sub(value, #head + 1)
end
local subscriptions = redis.call('HGETALL', KEYS[1])
for position = 1, #subscriptions, 2 do
  local value = moved(subscriptions[position + 1])
  if value then
    changed(KEYS[2], KEYS[3], subscriptions[position], ARGV[4])
    redis.call('HSET', KEYS[1], subscriptions[position], value)
  end
end
for position = 12, #KEYS do
  local value = redis.call('GET', KEYS[position])
  value = value and moved(value)
  if value then redis.call('SET', KEYS[position], value, 'KEEPTTL') end
end
local removed = redis.call('PTTL', KEYS[10])
redis.call('SUNIONSTORE', KEYS[11], KEYS[10], KEYS[11])
if removed > 0 then redis.call('PEXPIRE', KEYS[11], removed) end
local ttl = math.max(redis.call('PTTL', KEYS[4]), redis.call('PTTL', KEYS[5]))
local mutes = redis.call('HGETALL', KEYS[4])
for position = 1, #mutes, 2 do redis.call('HSET', KEYS[5], mutes[position], mutes[position + 1]) end
local ends = redis.call('ZRANGE', KEYS[6], 0, -1, 'WITHSCORES')
for position = 1, #ends, 2 do redis.call('ZADD', KEYS[7], ends[position + 1], ends[position]) end
if ttl > 0 then
  redis.call('PEXPIRE', KEYS[5], ttl)
  redis.call('PEXPIRE', KEYS[7], ttl)
end
for _, entry in ipairs(redis.call('LRANGE', KEYS[8], 0, -1)) do redis.call('RPUSH', KEYS[9], entry) end
redis.call('LTRIM', KEYS[9], 0, tonumber(ARGV[3]) - 1)
redis.call('DEL', KEYS[4], KEYS[6], KEYS[8], KEYS[10])
return 1`;
