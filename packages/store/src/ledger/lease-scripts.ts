/** KEYS: lease, counter. ARGV: id of this call, ttl ms. Answers the token, or '' where somebody has the lane. */
export const ACQUIRE = `
local holder = redis.call('GET', KEYS[1])
if holder then return string.sub(holder, -#ARGV[1]) == ARGV[1] and holder or '' end
local token = string.format('%.0f', redis.call('INCR', KEYS[2])) .. ' ' .. ARGV[1]
redis.call('SET', KEYS[1], token, 'PX', ARGV[2])
return token`;

/** KEYS: lease. ARGV: token, ttl ms. */
export const PROLONG = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('PEXPIRE', KEYS[1], ARGV[2])`;

/** KEYS: lease. ARGV: token. */
export const RELEASE = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])`;
