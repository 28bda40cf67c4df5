import { IS_LEFT_ALONE } from "../stored-value.ts";

/** KEYS: a value. ARGV: value, ttl ms, newest version. */
export const PUT = `${IS_LEFT_ALONE}
if is_left_alone(redis.call('GET', KEYS[1]), ARGV[3]) then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1`;

/**
 * Changes fields whose value is still what it was read as; answers the numbers of those that were not, from 1. A field that
 * has its new value already was changed by this very command, sent twice.
 * KEYS: a hash. ARGV: ttl ms, then field, value before, value after for each; an empty value means that there is none.
 */
export const CHANGE_FIELDS = `
local refused = {}
for position = 2, #ARGV, 3 do
  local field, before, after = ARGV[position], ARGV[position + 1], ARGV[position + 2]
  local stored = redis.call('HGET', KEYS[1], field) or ''
  if stored == before then
    if after == '' then redis.call('HDEL', KEYS[1], field) else redis.call('HSET', KEYS[1], field, after) end
  elseif stored ~= after then
    refused[#refused + 1] = tostring((position - 2) / 3 + 1)
  end
end
redis.call('PEXPIRE', KEYS[1], ARGV[1])
return refused`;
