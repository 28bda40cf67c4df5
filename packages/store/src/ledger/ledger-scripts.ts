/**
 * Parts of the scripts below. A record is a message's state as JSON of plain texts and numbers, see {@link LedgerRecord}.
 * A place in the mailbox is `rank * 1e13 + sequence`: rank 0 root, 1 reply, 2 final edit, 3 progress edit.
 */
const PARTS = `
local function rank(record)
  if record.state == 'posted' then
    if record.progress == 1 then return 3 end
    return 2
  end
  if record.replyTo then return 1 end
  return 0
end
local function file(mail, counter, member, record)
  local place = redis.call('ZSCORE', mail, member)
  local sequence
  if place then
    if record.state == 'posting' then return end
    sequence = math.fmod(tonumber(place), 1e13)
  else
    sequence = redis.call('INCR', counter)
  end
  redis.call('ZADD', mail, string.format('%.0f', rank(record) * 1e13 + sequence), member)
end
local function settle(mail, counter, member, record)
  local done = record.state == 'dead' or (record.state == 'posted' and record.postedHash == record.hash)
  if done then redis.call('ZREM', mail, member) else file(mail, counter, member, record) end
  return not done
end
local function list(mail, mailboxes, conversation)
  if redis.call('EXISTS', mail) == 1 then
    redis.call('SADD', mailboxes, conversation)
  else
    redis.call('SREM', mailboxes, conversation)
  end
end
`;

/**
 * KEYS: mail, mailboxes, counter, topics of the conversation, then for each topic: records, cards, conversations of the topic.
 * ARGV: conversation, now ms, ttl ms, number of topics, the topics, then for each message:
 * index of its topic from 0, name, member, revision, hash, progress (1 or 0), replied-to name or '', reason, card.
 */
export const WANT = `${PARTS}
local mail, mailboxes, counter, topics = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local conversation, now, ttl, count = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local hasMail = 0
for position = 5 + count, #ARGV, 9 do
  local base = 5 + 3 * tonumber(ARGV[position])
  local name, member = ARGV[position + 1], ARGV[position + 2]
  local revision, hash = tonumber(ARGV[position + 3]), ARGV[position + 4]
  local text = redis.call('HGET', KEYS[base], name)
  local record = text and cjson.decode(text) or { v = 1, state = 'waiting', failures = 0, notBeforeMs = 0 }
  if not record.revision or revision >= record.revision then
    if record.hash ~= hash then record.wantedAtMs = now end
    record.revision, record.hash, record.progress = revision, hash, tonumber(ARGV[position + 5])
    record.replyTo = ARGV[position + 6] ~= '' and ARGV[position + 6] or nil
    record.reason = ARGV[position + 7]
    redis.call('HSET', KEYS[base], name, cjson.encode(record))
    redis.call('HSET', KEYS[base + 1], name, ARGV[position + 8])
    if settle(mail, counter, member, record) then hasMail = 1 end
  end
end
for topic = 0, count - 1 do
  local base = 5 + 3 * topic
  redis.call('SADD', KEYS[base + 2], conversation)
  for key = base, base + 2 do redis.call('PEXPIRE', KEYS[key], ttl) end
  redis.call('ZADD', topics, now, ARGV[5 + topic])
end
redis.call('ZREMRANGEBYSCORE', topics, '-inf', now - ttl)
redis.call('PEXPIRE', topics, ttl)
redis.call('PEXPIRE', mail, ttl)
list(mail, mailboxes, conversation)
return hasMail`;

/**
 * KEYS: lease, mail, mailboxes, counter, dead letters, records, cards.
 * ARGV: owner, conversation, name, member, change as JSON, ttl ms, dead letters kept.
 */
export const RECORD = `${PARTS}
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
local mail, dead, member = KEYS[2], KEYS[5], ARGV[4]
local text = redis.call('HGET', KEYS[6], ARGV[3])
if not text then return 1 end
local record, change, ttl = cjson.decode(text), cjson.decode(ARGV[5]), tonumber(ARGV[6])
local state = change.state
if state then
  if state.kind ~= 'dead' then record.id, record.postedHash, record.postedAtMs = nil, nil, nil end
  record.state, record.sinceMs, record.attempt = state.kind, state.sinceMs, state.attempt
  record.atMs, record.detail = state.atMs, state.detail
  if state.kind == 'posted' then
    record.id, record.postedHash, record.postedAtMs = state.id, state.contentHash, state.atMs
  end
end
for _, field in ipairs({ 'failures', 'notBeforeMs', 'editedAtMs' }) do
  if change[field] then record[field] = change[field] end
end
redis.call('HSET', KEYS[6], ARGV[3], cjson.encode(record))
redis.call('PEXPIRE', KEYS[6], ttl)
redis.call('PEXPIRE', KEYS[7], ttl)
settle(mail, KEYS[4], member, record)
list(mail, KEYS[3], ARGV[2])
if record.state == 'dead' then
  redis.call('ZADD', dead, record.atMs, member)
  redis.call('ZREMRANGEBYRANK', dead, 0, -1 - tonumber(ARGV[7]))
  redis.call('PEXPIRE', dead, ttl)
else
  redis.call('ZREM', dead, member)
end
return 1`;

/**
 * KEYS: for each topic: records, cards. ARGV: for each message: index of its topic from 0, name.
 * Answers for each message: record, card, name of its root, record of its root, card of its root; '' for what is not there.
 */
export const ENTRIES = `
local answer = {}
for position = 1, #ARGV, 2 do
  local base = 1 + 2 * tonumber(ARGV[position])
  local record = redis.call('HGET', KEYS[base], ARGV[position + 1]) or ''
  local card = redis.call('HGET', KEYS[base + 1], ARGV[position + 1]) or ''
  local root = record ~= '' and cjson.decode(record).replyTo or ''
  local rootRecord = root ~= '' and redis.call('HGET', KEYS[base], root) or ''
  local rootCard = root ~= '' and redis.call('HGET', KEYS[base + 1], root) or ''
  for _, text in ipairs({ record, card, root, rootRecord, rootCard }) do answer[#answer + 1] = text end
end
return answer`;

/**
 * KEYS: mail, mailboxes, counter, dead letters, then records of each topic.
 * ARGV: conversation, since ms, then for each message: index of its topic from 0, name, member.
 * A dead message that was posted before comes back as posted, so that it is edited and not said twice.
 */
export const REVIVE = `${PARTS}
local mail, dead = KEYS[1], KEYS[4]
for position = 3, #ARGV, 3 do
  local records, name, member = KEYS[5 + tonumber(ARGV[position])], ARGV[position + 1], ARGV[position + 2]
  local text = redis.call('HGET', records, name)
  local record = text and cjson.decode(text)
  if record and record.state ~= 'posting' and record.wantedAtMs > tonumber(ARGV[2]) then
    if record.state == 'dead' then
      record.state = record.id and 'posted' or 'waiting'
      record.atMs, record.detail = record.postedAtMs, nil
      redis.call('ZREM', dead, member)
    end
    record.failures, record.notBeforeMs = 0, 0
    redis.call('HSET', records, name, cjson.encode(record))
    settle(mail, KEYS[3], member, record)
  end
end
list(mail, KEYS[2], ARGV[1])
return 1`;

/** KEYS: mail, mailboxes. ARGV: conversation, then members whose messages are gone. */
export const FORGET_MAIL = `${PARTS}
for position = 2, #ARGV do redis.call('ZREM', KEYS[1], ARGV[position]) end
list(KEYS[1], KEYS[2], ARGV[1])
return 1`;

/** KEYS: lease. ARGV: owner, ttl ms. */
export const ACQUIRE = `
local owner = redis.call('GET', KEYS[1])
if owner and owner ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1`;

/** KEYS: a lease or lock. ARGV: owner. */
export const RELEASE = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])`;

/**
 * KEYS: mail from, mail to, dead from, dead to, topics from, topics to, mailboxes, counter,
 * then for each topic: records from, records to, cards from, cards to, conversations of the topic.
 * ARGV: conversation from, conversation to, ttl ms, then the topics. What the new id has already stays.
 */
export const MOVE = `${PARTS}
local ttl = ARGV[3]
local function merge(from, to)
  local fields = redis.call('HGETALL', from)
  for position = 1, #fields, 2 do redis.call('HSETNX', to, fields[position], fields[position + 1]) end
  redis.call('PEXPIRE', to, ttl)
  redis.call('DEL', from)
end
for topic = 4, #ARGV do
  local base = 9 + 5 * (topic - 4)
  merge(KEYS[base], KEYS[base + 1])
  merge(KEYS[base + 2], KEYS[base + 3])
  redis.call('SREM', KEYS[base + 4], ARGV[1])
  redis.call('SADD', KEYS[base + 4], ARGV[2])
  redis.call('PEXPIRE', KEYS[base + 4], ttl)
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
list(KEYS[1], KEYS[7], ARGV[1])
list(KEYS[2], KEYS[7], ARGV[2])
return 1`;
