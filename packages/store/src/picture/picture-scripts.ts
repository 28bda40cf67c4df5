import { IS_LEFT_ALONE } from "../stored-value.ts";
import { PRINT_CHARS } from "./execution-index.ts";

/** Where on a shelf of pairs (print of an execution, print of its build) an execution's pair begins. */
const PLACE_OF_PRINT = `
local WIDTH = ${PRINT_CHARS}
local function place_of_print(shelf, print)
  local place = string.find(shelf, print, 1, true)
  while place and (place - 1) % (2 * WIDTH) ~= 0 do place = string.find(shelf, print, place + 1, true) end
  return place
end`;

/**
 * KEYS: picture, builds due to be planned, execution index of today.
 * ARGV: revision before, revision after, ttl ms, build key, meta, the build's print, now ms, number of fields to write, of
 * fields to remove, of shelves; then field and value of each to write, each field to remove, and of each shelf its field and the
 * prints of executions that stand on it.
 */
export const SAVE = `
local before, after, ttl, build, build_print = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[6]
if (redis.call('HGET', KEYS[1], 'revision') or '0') ~= before then return 0 end
redis.call('HSET', KEYS[1], 'revision', after, 'meta', ARGV[5])
local written, removed, shelves = tonumber(ARGV[8]), tonumber(ARGV[9]), tonumber(ARGV[10])
local position = 11
for _ = 1, written do
  redis.call('HSET', KEYS[1], ARGV[position], ARGV[position + 1])
  position = position + 2
end
for _ = 1, removed do
  redis.call('HDEL', KEYS[1], ARGV[position])
  position = position + 1
end
redis.call('PEXPIRE', KEYS[1], ttl)
${PLACE_OF_PRINT}
for _ = 1, shelves do
  local field, prints = ARGV[position], ARGV[position + 1]
  local shelf, more = redis.call('HGET', KEYS[3], field) or '', {}
  for start = 1, #prints, WIDTH do
    local print = string.sub(prints, start, start + WIDTH - 1)
    local place = place_of_print(shelf, print)
    if not place then
      more[#more + 1] = print .. build_print
    elseif string.sub(shelf, place + WIDTH, place + 2 * WIDTH - 1) ~= build_print then
      shelf = string.sub(shelf, 1, place + WIDTH - 1) .. build_print .. string.sub(shelf, place + 2 * WIDTH)
    end
  end
  redis.call('HSET', KEYS[3], field, shelf .. table.concat(more))
  position = position + 2
end
if shelves > 0 then
  redis.call('HSET', KEYS[3], build_print, build)
  redis.call('PEXPIRE', KEYS[3], ttl)
end
local due = redis.call('ZSCORE', KEYS[2], build)
if not due or tonumber(ARGV[7]) < tonumber(due) then redis.call('ZADD', KEYS[2], ARGV[7], build) end
return 1`;

/**
 * KEYS: of each day, newest first, its execution index and its index of the form before (execution id → build key).
 * ARGV: execution id, its shelf, its print. Answers the build key, or nothing.
 */
export const BUILD_OF_EXECUTION = `
${PLACE_OF_PRINT}
local id, field, print = ARGV[1], ARGV[2], ARGV[3]
for day = 1, #KEYS, 2 do
  local shelf = redis.call('HGET', KEYS[day], field) or ''
  local place = place_of_print(shelf, print)
  local build = place and redis.call('HGET', KEYS[day], string.sub(shelf, place + WIDTH, place + 2 * WIDTH - 1))
    or redis.call('HGET', KEYS[day + 1], id)
  if build then return build end
end
return false`;

/** KEYS: finished builds, their order. ARGV: build key, value, rank, how many to keep, ttl ms, newest version. */
export const REMEMBER_FINISHED = `${IS_LEFT_ALONE}
if not is_left_alone(redis.call('HGET', KEYS[1], ARGV[1]), ARGV[6]) then
  redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
  redis.call('ZADD', KEYS[2], ARGV[3], ARGV[1])
end
local surplus = redis.call('ZRANGE', KEYS[2], 0, -1 - tonumber(ARGV[4]))
for _, build in ipairs(surplus) do
  redis.call('ZREM', KEYS[2], build)
  redis.call('HDEL', KEYS[1], build)
end
redis.call('PEXPIRE', KEYS[1], ARGV[5])
redis.call('PEXPIRE', KEYS[2], ARGV[5])
return 1`;

/** KEYS: finished builds, their order. ARGV: build key, newest version. */
export const FORGET_FINISHED = `${IS_LEFT_ALONE}
if is_left_alone(redis.call('HGET', KEYS[1], ARGV[1]), ARGV[2]) then return 0 end
redis.call('ZREM', KEYS[2], ARGV[1])
return redis.call('HDEL', KEYS[1], ARGV[1])`;

/** KEYS: known builds of a job. ARGV: revision before, revision after, builds, ttl ms. */
export const SAVE_KNOWN_BUILDS = `
local stored = redis.call('HGET', KEYS[1], 'revision') or '0'
if stored == ARGV[2] and redis.call('HGET', KEYS[1], 'builds') == ARGV[3] then return 1 end
if stored ~= ARGV[1] then return 0 end
redis.call('HSET', KEYS[1], 'revision', ARGV[2], 'builds', ARGV[3])
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return 1`;

/** KEYS: job names. ARGV: now ms, oldest ms worth keeping, how many to keep, then the names. */
export const REMEMBER_JOBS = `
for position = 4, #ARGV do redis.call('ZADD', KEYS[1], 'GT', ARGV[1], ARGV[position]) end
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', '(' .. ARGV[2])
redis.call('ZREMRANGEBYRANK', KEYS[1], 0, -1 - tonumber(ARGV[3]))
return 1`;
