/**
 * Parts of the scripts of the ledger. A record is a message's state as JSON of plain texts and numbers, see `LedgerRecord`.
 * A place in the mailbox is `rank * 1e13 + sequence`: rank 0 root, 1 reply, 2 final edit, 3 progress edit. A conversation is
 * due as long as its mailbox is not empty. A record of a newer version, or one that cannot be read, is never written over.
 */
export const PARTS = `
local function readable(text)
  local ok, record = pcall(cjson.decode, text)
  return ok and type(record) == 'table' and record.v == 1 and record or nil
end
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
  local right = record.state == 'posted' and record.postedHash == record.hash and not record.verifyAtMs
  if right or record.state == 'dead' then
    redis.call('ZREM', mail, member)
    return false
  end
  file(mail, counter, member, record)
  return true
end
local function mark_due(mail, due, conversation, since)
  if redis.call('EXISTS', mail) == 0 then
    redis.call('ZREM', due, conversation)
  elseif since then
    local stands = redis.call('ZSCORE', due, conversation)
    if not stands or tonumber(since) < tonumber(stands) then redis.call('ZADD', due, since, conversation) end
  end
end
`;
