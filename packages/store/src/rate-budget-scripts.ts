/** The time of Redis in ms, moved by so many. Since Redis 5 a script may write after it: https://redis.io/docs/latest/commands/time/ */
const NOW = `
local function nowBy(shift)
  local time = redis.call('TIME')
  return tonumber(time[1]) * 1000 + tonumber(time[2]) / 1000 + tonumber(shift)
end
`;

/**
 * Two rules for each budget. Calls are spread (GCRA, https://en.wikipedia.org/wiki/Generic_cell_rate_algorithm): `next` is
 * when the next call would be due if all were evenly spaced; a burst may run ahead of it. And because spreading alone lets
 * `max + burst - 1` calls into one period, the last `max` calls are remembered: none is granted while the oldest is younger
 * than a period. A burst of one needs no such memory, and one of more than `max` is meant to exceed a period.
 *
 * From both rules follows when everybody in line has its turn, see `slotOf`: a caller is granted where there is a slot for it
 * beside those before it, and else stands in line until then. Everybody comes a little late, which adds up along the line, so
 * turns are told APART times further apart than they could be. Sums of fractions are not exact: ROUNDING ms count as nothing.
 *
 * KEYS: counter, then for each budget: state, calls, line, until, tickets.
 * ARGV: waiter, priority, spare, shift ms, ttl ms, late ms, remembered ms, kept ms, then for each budget: max, period ms, burst.
 * Answers the index of the budget that is used up for longest, from 1, and for how many ms; 0 where all have granted.
 */
export const TAKE = `${NOW}
local SPAN, MOST_TIDIED, ROUNDING, APART = 1e13, 100, 0.01, 1.01
local waiter, priority, spare, now = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), nowBy(ARGV[4])
local ttl, late, remembered, kept = ARGV[5], tonumber(ARGV[6]), tonumber(ARGV[7]), tonumber(ARGV[8])
local budgets, known = {}, nil
for index = 1, (#KEYS - 1) / 5 do
  local key, word = index * 5 - 3, index * 3 + 6
  local one = {
    state = KEYS[key], calls = KEYS[key + 1], line = KEYS[key + 2], till = KEYS[key + 3], tickets = KEYS[key + 4],
    max = tonumber(ARGV[word]), period = tonumber(ARGV[word + 1]), burst = tonumber(ARGV[word + 2])
  }
  one.step = one.period / one.max
  one.counts = one.burst > 1 and one.burst <= one.max
  budgets[index] = one
  for _, gone in ipairs(redis.call('ZRANGEBYSCORE', one.till, '-inf', now, 'LIMIT', 0, MOST_TIDIED)) do
    if redis.call('ZREM', one.line, gone) == 1 then
      redis.call('ZADD', one.till, now + remembered, gone)
    else
      redis.call('ZREM', one.till, gone)
      redis.call('HDEL', one.tickets, gone)
    end
  end
  local ticket = tonumber(redis.call('HGET', one.tickets, waiter))
  if ticket and ticket < (priority + 1) * SPAN and ticket < (known or math.huge) then known = ticket end
end
local function nextOf(one, start)
  local due = math.max(tonumber(redis.call('HGET', one.state, 'next') or '0'), start)
  return math.min(due, start + one.burst * one.step)
end
local function slotOf(one, rank)
  local start = math.max(now, tonumber(redis.call('HGET', one.state, 'blockedUntil') or '0'))
  local due = nextOf(one, start) + one.step - math.max(1, one.burst * (1 - spare)) * one.step
  if not one.counts then return math.max(start, due + rank * one.step * APART) end
  local room = math.max(1, one.max - math.floor(one.burst * spare))
  local before = rank % room
  local slot = math.max(start, due + before * one.step * APART)
  local call = redis.call('LINDEX', one.calls, room - 1 - before)
  if call then slot = math.max(slot, math.min(tonumber(call), now) + one.period) end
  return slot + math.floor(rank / room) * one.period * APART
end
local longest, at = 0, now
for index, one in ipairs(budgets) do
  local rank = redis.call('ZCOUNT', one.line, '-inf', string.format('(%.0f', known or (priority + 1) * SPAN))
  one.slot = slotOf(one, rank)
  if one.slot - now < ROUNDING then one.slot = now end
  if one.slot > at then longest, at = index, one.slot end
end
if longest > 0 then
  local ticket = string.format('%.0f', known or priority * SPAN + redis.call('INCR', KEYS[1]))
  for _, one in ipairs(budgets) do
    if one.slot > now then
      redis.call('ZADD', one.line, ticket, waiter)
      redis.call('HSET', one.tickets, waiter, ticket)
      redis.call('ZADD', one.till, (at - now <= kept and at or one.slot) + late, waiter)
      for _, key in ipairs({ one.line, one.till, one.tickets }) do redis.call('PEXPIRE', key, ttl) end
    end
  end
  return { longest, string.format('%.0f', math.ceil(at - now)) }
end
for _, one in ipairs(budgets) do
  redis.call('ZREM', one.line, waiter)
  redis.call('ZREM', one.till, waiter)
  redis.call('HDEL', one.tickets, waiter)
  redis.call('HSET', one.state, 'next', string.format('%.6f', nextOf(one, now) + one.step))
  redis.call('PEXPIRE', one.state, ttl)
  if one.counts then
    redis.call('LPUSH', one.calls, string.format('%.3f', now))
    redis.call('LTRIM', one.calls, 0, one.max - 1)
    redis.call('PEXPIRE', one.calls, ttl)
  end
end
return { 0 }`;

/** KEYS: state. ARGV: shift ms, block ms, ttl ms. */
export const BLOCK = `${NOW}
local now = nowBy(ARGV[1])
local till = math.max(now + tonumber(ARGV[2]), tonumber(redis.call('HGET', KEYS[1], 'blockedUntil') or '0'))
redis.call('HSET', KEYS[1], 'blockedUntil', string.format('%.0f', till))
redis.call('PEXPIRE', KEYS[1], string.format('%.0f', math.max(till - now, tonumber(ARGV[3]))))
return 1`;
