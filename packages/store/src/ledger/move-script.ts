import { PARTS } from "./script-parts.ts";

/**
 * KEYS: mail from, mail to, dead from, dead to, topics from, topics to, due conversations, counter,
 * then for each topic: records from, records to, cards from, cards to, version from, version to, conversations of the topic.
 * ARGV: conversation from, conversation to, ttl ms, now ms, then the topics. What the new id has already stays.
 */
export const MOVE = `${PARTS}
local ttl = ARGV[3]
local function merge(from, to)
  local fields = redis.call('HGETALL', from)
  for position = 1, #fields, 2 do redis.call('HSETNX', to, fields[position], fields[position + 1]) end
  redis.call('PEXPIRE', to, ttl)
  redis.call('DEL', from)
end
for topic = 5, #ARGV do
  local base = 9 + 7 * (topic - 5)
  merge(KEYS[base], KEYS[base + 1])
  merge(KEYS[base + 2], KEYS[base + 3])
  local one = tonumber(redis.call('GET', KEYS[base + 4]) or '0')
  local other = tonumber(redis.call('GET', KEYS[base + 5]) or '0')
  redis.call('SET', KEYS[base + 5], string.format('%.0f', math.max(one, other) + 1), 'PX', ttl)
  redis.call('DEL', KEYS[base + 4])
  redis.call('SREM', KEYS[base + 6], ARGV[1])
  redis.call('SADD', KEYS[base + 6], ARGV[2])
  redis.call('PEXPIRE', KEYS[base + 6], ttl)
  redis.call('ZADD', KEYS[6], redis.call('ZSCORE', KEYS[5], ARGV[topic]) or 0, ARGV[topic])
  redis.call('ZREM', KEYS[5], ARGV[topic])
end
for _, member in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do
  local place = tonumber(redis.call('ZSCORE', KEYS[1], member))
  local moved = place - math.fmod(place, 1e13) + redis.call('INCR', KEYS[8])
  redis.call('ZADD', KEYS[2], 'NX', string.format('%.0f', moved), member)
end
local letters = redis.call('ZRANGE', KEYS[3], 0, -1, 'WITHSCORES')
for position = 1, #letters, 2 do redis.call('ZADD', KEYS[4], letters[position + 1], letters[position]) end
redis.call('DEL', KEYS[1], KEYS[3])
for _, key in ipairs({ KEYS[2], KEYS[4], KEYS[6] }) do redis.call('PEXPIRE', key, ttl) end
mark_due(KEYS[1], KEYS[7], ARGV[1])
mark_due(KEYS[2], KEYS[7], ARGV[2], ARGV[4])
return 1`;
