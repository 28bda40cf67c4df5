/**
 * KEYS: picture, changed, changed revisions, changed counter, execution index of today.
 * ARGV: revision before, revision after, ttl ms, build key, meta, number of changed fields, of removed fields,
 * then field and value of each changed one, then each removed field. Fields of executions begin with "e:".
 */
export const SAVE = `
local before, after, ttl, build = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
if (redis.call('HGET', KEYS[1], 'revision') or '0') ~= before then return 0 end
redis.call('HSET', KEYS[1], 'revision', after, 'meta', ARGV[5])
local changed, removed = tonumber(ARGV[6]), tonumber(ARGV[7])
local position = 8
for _ = 1, changed do
  redis.call('HSET', KEYS[1], ARGV[position], ARGV[position + 1])
  redis.call('HSET', KEYS[5], string.sub(ARGV[position], 3), build)
  position = position + 2
end
for _ = 1, removed do
  redis.call('HDEL', KEYS[1], ARGV[position])
  position = position + 1
end
redis.call('PEXPIRE', KEYS[1], ttl)
if changed > 0 then redis.call('PEXPIRE', KEYS[5], ttl) end
if not redis.call('ZSCORE', KEYS[2], build) then
  redis.call('ZADD', KEYS[2], redis.call('INCR', KEYS[4]), build)
end
redis.call('HSET', KEYS[3], build, after)
return 1`;

/** KEYS: changed, changed revisions. ARGV: limit. Answers build, revision, build, revision, … */
export const CHANGED = `
local builds = redis.call('ZRANGE', KEYS[1], 0, tonumber(ARGV[1]) - 1)
local answer = {}
for _, build in ipairs(builds) do
  answer[#answer + 1] = build
  answer[#answer + 1] = redis.call('HGET', KEYS[2], build)
end
return answer`;

/** KEYS: changed, changed revisions. ARGV: build key, revision. */
export const CLEAR_CHANGED = `
local marked = redis.call('HGET', KEYS[2], ARGV[1])
if marked and tonumber(marked) > tonumber(ARGV[2]) then return 0 end
redis.call('ZREM', KEYS[1], ARGV[1])
redis.call('HDEL', KEYS[2], ARGV[1])
return 1`;

/** KEYS: finished builds, their order. ARGV: build key, value, rank, how many to keep, ttl ms. */
export const REMEMBER_FINISHED = `
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
redis.call('ZADD', KEYS[2], ARGV[3], ARGV[1])
local surplus = redis.call('ZRANGE', KEYS[2], 0, -1 - tonumber(ARGV[4]))
for _, build in ipairs(surplus) do
  redis.call('ZREM', KEYS[2], build)
  redis.call('HDEL', KEYS[1], build)
end
redis.call('PEXPIRE', KEYS[1], ARGV[5])
redis.call('PEXPIRE', KEYS[2], ARGV[5])
return 1`;

/** KEYS: job names. ARGV: now ms, oldest ms worth keeping, how many to keep, then the names. */
export const REMEMBER_JOBS = `
for position = 4, #ARGV do redis.call('ZADD', KEYS[1], 'GT', ARGV[1], ARGV[position]) end
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', '(' .. ARGV[2])
redis.call('ZREMRANGEBYRANK', KEYS[1], 0, -1 - tonumber(ARGV[3]))
return 1`;
