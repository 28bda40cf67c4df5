import { PARTS } from "./script-parts.ts";

/**
 * KEYS: version of the topic, mail, due conversations, counter, topics of the conversation, records, cards, conversations of
 * the topic.
 * ARGV: conversation, topic, version that was seen, now ms, ttl ms, ttl ms of the version of a topic without messages, number
 * of messages, then for each: name, member, hash, progress (1 or 0), replied-to name or '', reason, card; then name and
 * member of each that is withdrawn.
 * Answers 1 where the topic has mail, 0 where it has none, -1 where another version stands.
 */
export const PROJECT = `${PARTS}
local mail, due, counter = KEYS[2], KEYS[3], KEYS[4]
local conversation, topic, seen, now, ttl = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4]), tonumber(ARGV[5])
if (redis.call('GET', KEYS[1]) or '0') ~= seen then return -1 end
local has_mail, position = 0, 8
for _ = 1, tonumber(ARGV[7]) do
  local name, member, hash = ARGV[position], ARGV[position + 1], ARGV[position + 2]
  local text = redis.call('HGET', KEYS[6], name)
  local record = { v = 1, version = 0, state = 'waiting', failures = 0, notBeforeMs = 0 }
  if text then record = readable(text) end
  if record then
    if record.hash ~= hash then record.wantedAtMs = now end
    record.hash, record.progress, record.withdrawn = hash, tonumber(ARGV[position + 3]), nil
    record.replyTo = ARGV[position + 4] ~= '' and ARGV[position + 4] or nil
    record.reason = ARGV[position + 5]
    redis.call('HSET', KEYS[6], name, cjson.encode(record))
    redis.call('HSET', KEYS[7], name, ARGV[position + 6])
    if settle(mail, counter, member, record) then has_mail = 1 end
  end
  position = position + 7
end
for at = position, #ARGV, 2 do
  local name, member = ARGV[at], ARGV[at + 1]
  local text = redis.call('HGET', KEYS[6], name)
  local record = text and readable(text)
  if record and record.state == 'waiting' then
    redis.call('HDEL', KEYS[6], name)
    redis.call('HDEL', KEYS[7], name)
    redis.call('ZREM', mail, member)
  elseif record and (record.state == 'posting' or record.state == 'dead') then
    record.withdrawn = 1
    redis.call('HSET', KEYS[6], name, cjson.encode(record))
  elseif record and record.state == 'posted' then
    record.hash = record.postedHash
    redis.call('HSET', KEYS[6], name, cjson.encode(record))
    settle(mail, counter, member, record)
  end
end
local stands = redis.call('EXISTS', KEYS[6]) == 1
redis.call('SET', KEYS[1], string.format('%.0f', tonumber(seen) + 1), 'PX', stands and ttl or ARGV[6])
if stands then
  redis.call('SADD', KEYS[8], conversation)
  for key = 6, 8 do redis.call('PEXPIRE', KEYS[key], ttl) end
  redis.call('ZADD', KEYS[5], now, topic)
else
  redis.call('ZREM', KEYS[5], topic)
  redis.call('SREM', KEYS[8], conversation)
end
redis.call('ZREMRANGEBYSCORE', KEYS[5], '-inf', now - ttl)
redis.call('PEXPIRE', KEYS[5], ttl)
redis.call('PEXPIRE', mail, ttl)
mark_due(mail, due, conversation, has_mail == 1 and ARGV[4])
return has_mail`;

/**
 * KEYS: lease, mail, due conversations, counter, dead letters, records, cards.
 * ARGV: lease token, conversation, name, member, change as JSON, ttl ms, dead letters kept, version it was decided from, id of
 * this call. Answers the new version, 0 where the lease was lost, -1 where the message is in another state.
 */
export const RECORD = `${PARTS}
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
local mail, due, dead, member = KEYS[2], KEYS[3], KEYS[5], ARGV[4]
local text = redis.call('HGET', KEYS[6], ARGV[3])
if not text then return -1 end
local record, change, ttl = readable(text), cjson.decode(ARGV[5]), tonumber(ARGV[6])
if not record then return -1 end
local version = record.version or 0
if record.writtenBy == ARGV[9] then return version end
if version ~= tonumber(ARGV[8]) then return -1 end
local state = change.state
if record.withdrawn and state and state.kind == 'waiting' then
  redis.call('HDEL', KEYS[6], ARGV[3])
  redis.call('HDEL', KEYS[7], ARGV[3])
  redis.call('ZREM', mail, member)
  mark_due(mail, due, ARGV[2])
  return version + 1
end
record.version, record.writtenBy = version + 1, ARGV[9]
if state then
  if state.kind ~= 'dead' then record.id, record.postedHash, record.postedAtMs = nil, nil, nil end
  record.state, record.sinceMs, record.attempt = state.kind, state.sinceMs, state.attempt
  record.atMs, record.detail = state.atMs, state.detail
  record.frozen, record.refused = state.frozen, state.refused
  if state.kind == 'posted' then
    record.id, record.postedHash, record.postedAtMs = state.id, state.contentHash, state.atMs
  end
end
for _, field in ipairs({ 'failures', 'notBeforeMs', 'editedAtMs' }) do
  if change[field] then record[field] = change[field] end
end
for _, field in ipairs({ 'unknownSinceMs', 'verifyAtMs', 'setAside' }) do
  if change[field] == 0 or change[field] == '' then record[field] = nil elseif change[field] then record[field] = change[field] end
end
redis.call('HSET', KEYS[6], ARGV[3], cjson.encode(record))
redis.call('PEXPIRE', KEYS[6], ttl)
redis.call('PEXPIRE', KEYS[7], ttl)
settle(mail, KEYS[4], member, record)
mark_due(mail, due, ARGV[2])
if record.state == 'dead' or record.refused then
  local at = record.state == 'posted' and record.editedAtMs or record.atMs
  redis.call('ZADD', dead, at, member)
  redis.call('ZREMRANGEBYRANK', dead, 0, -1 - tonumber(ARGV[7]))
  redis.call('PEXPIRE', dead, ttl)
else
  redis.call('ZREM', dead, member)
end
return record.version`;

/**
 * KEYS: mail, due conversations, counter, dead letters, records.
 * ARGV: conversation, name, member, id, content hash, posted at ms.
 */
export const ADOPT = `${PARTS}
local text = redis.call('HGET', KEYS[5], ARGV[2])
if not text then return 'second' end
local record = readable(text)
if not record then return 'known' end
if record.state == 'posted' then return record.id == ARGV[4] and 'known' or 'second' end
record.version = (record.version or 0) + 1
record.state, record.sinceMs, record.attempt, record.detail = 'posted', nil, nil, nil
record.id, record.postedHash, record.postedAtMs = ARGV[4], ARGV[5], tonumber(ARGV[6])
record.atMs, record.failures, record.notBeforeMs = record.postedAtMs, 0, 0
record.frozen, record.refused = nil, nil
redis.call('HSET', KEYS[5], ARGV[2], cjson.encode(record))
redis.call('ZREM', KEYS[4], ARGV[3])
local has_mail = settle(KEYS[1], KEYS[3], ARGV[3], record)
mark_due(KEYS[1], KEYS[2], ARGV[1], has_mail and ARGV[6])
return 'adopted'`;

/**
 * KEYS: for each topic: records, cards. ARGV: for each message: index of its topic from 0, name.
 * Answers for each message: record, card, name of its root, record of its root, card of its root; '' for what is not there.
 */
export const ENTRIES = `${PARTS}
local answer = {}
for position = 1, #ARGV, 2 do
  local base = 1 + 2 * tonumber(ARGV[position])
  local record = redis.call('HGET', KEYS[base], ARGV[position + 1]) or ''
  local card = redis.call('HGET', KEYS[base + 1], ARGV[position + 1]) or ''
  local read = record ~= '' and readable(record)
  local root = read and read.replyTo or ''
  local rootRecord = root ~= '' and redis.call('HGET', KEYS[base], root) or ''
  local rootCard = root ~= '' and redis.call('HGET', KEYS[base + 1], root) or ''
  for _, text in ipairs({ record, card, root, rootRecord, rootCard }) do answer[#answer + 1] = text end
end
return answer`;

/**
 * KEYS: mail, due conversations, counter, dead letters, then records of each topic.
 * ARGV: conversation, since ms, now ms, then for each message: index of its topic from 0, name, member.
 * A dead message that was posted before comes back as posted, so that it is edited and not said twice.
 */
export const REVIVE = `${PARTS}
local mail, dead = KEYS[1], KEYS[4]
for position = 4, #ARGV, 3 do
  local records, name, member = KEYS[5 + tonumber(ARGV[position])], ARGV[position + 1], ARGV[position + 2]
  local text = redis.call('HGET', records, name)
  local record = text and readable(text)
  local taken_back = record and record.state == 'dead' and record.withdrawn
  if record and not taken_back and record.state ~= 'posting' and record.wantedAtMs > tonumber(ARGV[2]) then
    if record.state == 'dead' then
      record.frozen, record.refused = nil, nil
      record.state = record.id and 'posted' or 'waiting'
      record.atMs, record.detail = record.postedAtMs, nil
      redis.call('ZREM', dead, member)
    end
    record.version, record.failures, record.notBeforeMs = (record.version or 0) + 1, 0, 0
    redis.call('HSET', records, name, cjson.encode(record))
    settle(mail, KEYS[3], member, record)
  end
end
mark_due(mail, KEYS[2], ARGV[1], ARGV[3])
return 1`;

/** KEYS: mail, due conversations. ARGV: conversation, then members whose messages are gone. */
export const FORGET_MAIL = `${PARTS}
for position = 2, #ARGV do redis.call('ZREM', KEYS[1], ARGV[position]) end
mark_due(KEYS[1], KEYS[2], ARGV[1])
return 1`;
