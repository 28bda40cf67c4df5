/** Writes down what was done: newest first, the oldest fall off. The entry is '' where nothing is to be written. */
const AUDIT = `
local function audit(list, entry, kept)
  if entry == '' then return end
  redis.call('LPUSH', list, entry)
  redis.call('LTRIM', list, 0, tonumber(kept) - 1)
end
`;

/** KEYS: subscriptions, revision, audit. ARGV: id, value, audit entry, audit entries kept. */
export const PUT = `${AUDIT}
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
audit(KEYS[3], ARGV[3], ARGV[4])
return redis.call('INCR', KEYS[2])`;

/** KEYS: subscriptions, revision, audit. ARGV: id, value that is expected, value, audit entry, audit entries kept. */
export const REPLACE = `${AUDIT}
if redis.call('HGET', KEYS[1], ARGV[1]) ~= ARGV[2] then return 0 end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
audit(KEYS[3], ARGV[4], ARGV[5])
redis.call('INCR', KEYS[2])
return 1`;

/**
 * KEYS: subscriptions, revision, audit, the removed one, removed ones of its conversation.
 * ARGV: id, audit entry, audit entries kept, ttl ms. Answers the value that was there.
 */
export const REMOVE = `${AUDIT}
local value = redis.call('HGET', KEYS[1], ARGV[1])
if not value then return false end
redis.call('HDEL', KEYS[1], ARGV[1])
redis.call('SET', KEYS[4], value, 'PX', ARGV[4])
redis.call('SADD', KEYS[5], ARGV[1])
redis.call('PEXPIRE', KEYS[5], ARGV[4])
redis.call('INCR', KEYS[2])
audit(KEYS[3], ARGV[2], ARGV[3])
return value`;

/** KEYS: subscriptions, revision. ARGV: the revision that is known. Answers the revision, then all values if it is another one. */
export const ALL = `
local revision = redis.call('GET', KEYS[2]) or '0'
if revision == ARGV[1] then return { revision } end
local values = redis.call('HVALS', KEYS[1])
table.insert(values, 1, revision)
return values`;

/** KEYS: mutes, their ends, audit. ARGV: id, value, end ms, now ms, age ms after which ended ones go, audit entry, entries kept. */
export const PUT_MUTE = `${AUDIT}
local now, age = tonumber(ARGV[4]), tonumber(ARGV[5])
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
redis.call('ZADD', KEYS[2], ARGV[3], ARGV[1])
for _, id in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', '(' .. string.format('%.0f', now - age))) do
  redis.call('ZREM', KEYS[2], id)
  redis.call('HDEL', KEYS[1], id)
end
local last = redis.call('ZRANGE', KEYS[2], -1, -1, 'WITHSCORES')[2]
local ttl = string.format('%.0f', math.max(1, (tonumber(last) or now) - now) + age)
redis.call('PEXPIRE', KEYS[1], ttl)
redis.call('PEXPIRE', KEYS[2], ttl)
audit(KEYS[3], ARGV[6], ARGV[7])
return 1`;

/**
 * KEYS: subscriptions, revision, mutes from, mutes to, ends from, ends to, audit from, audit to,
 * removed ones of from, of to, then each removed one.
 * ARGV: conversation from, conversation to, audit entries kept.
 */
export const MOVE = `
local head = ARGV[1] .. ' '
local function moved(value)
  return string.sub(value, 1, #head) == head and ARGV[2] .. ' ' .. string.sub(value, #head + 1)
end
local subscriptions = redis.call('HGETALL', KEYS[1])
for position = 1, #subscriptions, 2 do
  local value = moved(subscriptions[position + 1])
  if value then redis.call('HSET', KEYS[1], subscriptions[position], value) end
end
for position = 11, #KEYS do
  local value = redis.call('GET', KEYS[position])
  value = value and moved(value)
  if value then redis.call('SET', KEYS[position], value, 'KEEPTTL') end
end
local removed = redis.call('PTTL', KEYS[9])
redis.call('SUNIONSTORE', KEYS[10], KEYS[9], KEYS[10])
if removed > 0 then redis.call('PEXPIRE', KEYS[10], removed) end
redis.call('INCR', KEYS[2])
local ttl = math.max(redis.call('PTTL', KEYS[3]), redis.call('PTTL', KEYS[4]))
local mutes = redis.call('HGETALL', KEYS[3])
for position = 1, #mutes, 2 do redis.call('HSET', KEYS[4], mutes[position], mutes[position + 1]) end
local ends = redis.call('ZRANGE', KEYS[5], 0, -1, 'WITHSCORES')
for position = 1, #ends, 2 do redis.call('ZADD', KEYS[6], ends[position + 1], ends[position]) end
if ttl > 0 then
  redis.call('PEXPIRE', KEYS[4], ttl)
  redis.call('PEXPIRE', KEYS[6], ttl)
end
for _, entry in ipairs(redis.call('LRANGE', KEYS[7], 0, -1)) do redis.call('RPUSH', KEYS[8], entry) end
redis.call('LTRIM', KEYS[8], 0, tonumber(ARGV[3]) - 1)
redis.call('DEL', KEYS[3], KEYS[5], KEYS[7], KEYS[9])
return 1`;
