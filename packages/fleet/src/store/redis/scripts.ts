/**
 * What has to happen as a whole, in Lua. An item is `''` while it is open, else `kind TAB failed TAB outcome`; a count has the
 * name `account TAB region TAB kind`.
 */

const now = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
`;

/** `FENCED` unless the batch is still the caller's. */
const fenced = (batch: number, epoch: number): string => `
if redis.call('HGET', KEYS[${batch}], 'epoch') ~= ARGV[${epoch}] then return redis.error_reply('FENCED') end
`;

/** `STATE` unless the run is being planned by the caller. */
const planning = `${now}
local about = redis.call('HMGET', KEYS[1], 'state', 'token')
if about[1] ~= 'planning' or about[2] ~= ARGV[1] then return redis.error_reply('STATE') end
redis.call('HSET', KEYS[1], 'stepAt', now)
`;

/** What is kept of a run, and of each of its batches: a key for each. */
const keysOfRun = ['run', 'counts', 'seen', 'bad', 'fitness'] as const;
export const keysOfBatch = ['batch', 'items', 'sent'] as const;

/** `runs`: all of a namespace. */
export type KeyName = 'runs' | (typeof keysOfRun)[number] | (typeof keysOfBatch)[number];

interface Script {
  /** What is in KEYS; none are named where it depends on the call. */
  readonly keys: readonly KeyName[];
  readonly lua: string;
}

/** What is in ARGV stands before each. */
export const scripts = {
  /** id, token, terms, createdAt: batches that earlier plans of the run have written, to be swept; -1 if it is ready */
  beginPlanning: {
    keys: [...keysOfRun, 'runs'],
    lua: `${now}
local about = redis.call('HMGET', KEYS[1], 'state', 'written')
if about[1] and about[1] ~= 'planning' then return -1 end
local written = about[2] or 0
redis.call('DEL', KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5])
redis.call('HSET', KEYS[1], 'state', 'planning', 'token', ARGV[2], 'terms', ARGV[3], 'createdAt', ARGV[4], 'written', written, 'batches', 0, 'round', 1, 'stepAt', now)
redis.call('ZADD', KEYS[6], ARGV[4], ARGV[1])
return written`,
  },
  /** Removes a batch that the present plan of its run has not written. */
  sweepBatch: {
    keys: ['run', 'batch', 'items', 'sent'],
    lua: `
if redis.call('HGET', KEYS[1], 'token') == redis.call('HGET', KEYS[2], 'token') then return 0 end
return redis.call('DEL', KEYS[2], KEYS[3], KEYS[4])`,
  },
  /** token, place, claim, ids…: a claim that is made again gets the same answer */
  claimIds: {
    keys: ['run', 'seen'],
    lua: `${planning}
local fresh = {}
for i = 4, #ARGV do
  local name = ARGV[2] .. '\\t' .. ARGV[i]
  if redis.call('HSETNX', KEYS[2], name, ARGV[3]) == 1 or redis.call('HGET', KEYS[2], name) == ARGV[3] then
    fresh[#fresh + 1] = ARGV[i]
  end
end
return fresh`,
  },
  /** token, number, account, region, [id, value, kind, failed]… */
  addBatch: {
    keys: ['run', 'batch', 'items', 'sent', 'counts', 'bad'],
    lua: `${planning}
if redis.call('HGET', KEYS[2], 'token') == ARGV[1] then return 0 end
redis.call('DEL', KEYS[2], KEYS[3], KEYS[4])
local place = ARGV[3] .. '\\t' .. ARGV[4] .. '\\t'
local open = 0
for i = 5, #ARGV, 4 do
  redis.call('HSET', KEYS[3], ARGV[i], ARGV[i + 1])
  redis.call('HINCRBY', KEYS[5], place .. ARGV[i + 2], 1)
  if ARGV[i + 1] == '' then open = open + 1 end
  if ARGV[i + 3] == '1' then redis.call('SADD', KEYS[6], ARGV[2]) end
end
redis.call('HSET', KEYS[2], 'token', ARGV[1], 'account', ARGV[3], 'region', ARGV[4], 'epoch', 0, 'open', open, 'failures', 0)
redis.call('HSET', KEYS[1], 'written', math.max(tonumber(redis.call('HGET', KEYS[1], 'written')), ARGV[2] + 1))
return open`,
  },
  /** token, batches: a plan that is ready already stays so */
  finishPlanning: {
    keys: ['run', 'seen'],
    lua: `
local about = redis.call('HMGET', KEYS[1], 'state', 'token')
if about[1] == 'ready' and about[2] == ARGV[1] then return 0 end
${planning}
redis.call('HSET', KEYS[1], 'state', 'ready', 'batches', ARGV[2])
redis.call('DEL', KEYS[2])
return 1`,
  },
  /**
   * token, if only its planning is to be closed: takes a run from all who plan it or work on it before it is removed. Batches that
   * are to be swept; -1 if it is not closed. Only deletes, which a Redis without memory does as well.
   */
  closeRun: {
    keys: ['run'],
    lua: `
local about = redis.call('HMGET', KEYS[1], 'state', 'token', 'written')
if not about[1] then return -1 end
if ARGV[1] and (about[1] ~= 'planning' or about[2] ~= ARGV[1]) then return -1 end
redis.call('HDEL', KEYS[1], 'token', 'batches')
return about[3]`,
  },
  /** id: removes a run that was closed, unless it is planned anew by now */
  removeRun: {
    keys: [...keysOfRun, 'runs'],
    lua: `
if redis.call('HEXISTS', KEYS[1], 'token') == 1 then return 0 end
redis.call('DEL', KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5])
return redis.call('ZREM', KEYS[6], ARGV[1])`,
  },
  /** account, reason: empty if it is fit */
  noteFitness: {
    keys: ['fitness'],
    lua: `${now}
if ARGV[2] == '' then redis.call('HSET', KEYS[1], 'fit\\t' .. ARGV[1], now)
else redis.call('HSET', KEYS[1], 'unfit\\t' .. ARGV[1], now .. '\\t' .. ARGV[2]) end
return 1`,
  },
  takeBatch: {
    keys: ['run', 'batch', 'items', 'sent'],
    lua: `${now}
if redis.call('HGET', KEYS[1], 'state') ~= 'ready' then return false end
local about = redis.call('HMGET', KEYS[2], 'account', 'region', 'open')
if not about[3] or tonumber(about[3]) == 0 then return false end
local epoch = redis.call('HINCRBY', KEYS[2], 'epoch', 1)
return {epoch, now, about[1], about[2], redis.call('HGETALL', KEYS[3]), redis.call('HGETALL', KEYS[4])}`,
  },
  /** epoch, force, ids… */
  intend: {
    keys: ['run', 'batch', 'items', 'sent'],
    lua: `${now}${fenced(2, 1)}
if redis.call('HGET', KEYS[1], 'state') ~= 'ready' then return redis.error_reply('FENCED') end
for i = 3, #ARGV do
  redis.call('HSET', KEYS[4], ARGV[i], now .. ' ' .. ARGV[2] .. ' 0')
end
return 1`,
  },
  /** epoch, ids… */
  accept: {
    keys: ['batch', 'sent'],
    lua: `${fenced(1, 1)}
for i = 2, #ARGV do
  local sent = redis.call('HGET', KEYS[2], ARGV[i])
  if sent then redis.call('HSET', KEYS[2], ARGV[i], string.sub(sent, 1, -2) .. '1') end
end
redis.call('HSET', KEYS[1], 'failures', 0)
return 1`,
  },
  /** epoch, number, [id, value, kind, failed]… */
  settle: {
    keys: ['batch', 'items', 'counts', 'bad'],
    lua: `${fenced(1, 1)}
local about = redis.call('HMGET', KEYS[1], 'account', 'region')
local place = about[1] .. '\\t' .. about[2] .. '\\t'
local settled = 0
for i = 3, #ARGV, 4 do
  if redis.call('HGET', KEYS[2], ARGV[i]) == '' then
    redis.call('HSET', KEYS[2], ARGV[i], ARGV[i + 1])
    redis.call('HINCRBY', KEYS[3], place .. ARGV[i + 2], 1)
    if ARGV[i + 3] == '1' then redis.call('SADD', KEYS[4], ARGV[2]) end
    settled = settled + 1
  end
end
if settled > 0 then
  redis.call('HINCRBY', KEYS[3], place .. 'open', -settled)
  redis.call('HINCRBY', KEYS[1], 'open', -settled)
  redis.call('HSET', KEYS[1], 'failures', 0)
end
return settled`,
  },
  /** epoch */
  countFailure: {
    keys: ['batch'],
    lua: `${fenced(1, 1)}
return redis.call('HINCRBY', KEYS[1], 'failures', 1)`,
  },
  /** id */
  cancelRun: {
    keys: ['run', 'counts'],
    lua: `
local state = redis.call('HGET', KEYS[1], 'state')
if not state then return redis.error_reply('UNKNOWN ' .. ARGV[1]) end
local open = 0
local counts = redis.call('HGETALL', KEYS[2])
for i = 1, #counts, 2 do
  if string.match(counts[i], '\\topen$') then open = open + counts[i + 1] end
end
if state == 'ready' and open == 0 then return 0 end
redis.call('HSET', KEYS[1], 'state', 'cancelled')
return 1`,
  },
  /** number, reasons: sent, unsent */
  cancelBatch: {
    keys: ['batch', 'items', 'sent', 'counts', 'bad'],
    lua: `${now}
local about = redis.call('HMGET', KEYS[1], 'account', 'region')
if not about[1] then return 0 end
redis.call('HINCRBY', KEYS[1], 'epoch', 1)
local place = about[1] .. '\\t' .. about[2] .. '\\t'
local items = redis.call('HGETALL', KEYS[2])
local settled = 0
for i = 1, #items, 2 do
  if items[i + 1] == '' then
    local reason = redis.call('HEXISTS', KEYS[3], items[i]) == 1 and ARGV[2] or ARGV[3]
    local outcome = cjson.encode({instanceId = items[i], kind = 'cancelled', reason = reason, at = now})
    redis.call('HSET', KEYS[2], items[i], 'cancelled\\t1\\t' .. outcome)
    settled = settled + 1
  end
end
if settled > 0 then
  redis.call('HINCRBY', KEYS[4], place .. 'cancelled', settled)
  redis.call('HINCRBY', KEYS[4], place .. 'open', -settled)
  redis.call('HSET', KEYS[1], 'open', 0)
  redis.call('SADD', KEYS[5], ARGV[1])
end
return settled`,
  },
  /** 0 if not all of its ids were written */
  beginRound: {
    keys: ['run'],
    lua: `
if tonumber(redis.call('HGET', KEYS[1], 'batches') or 0) == 0 then return 0 end
redis.call('HSET', KEYS[1], 'state', 'ready')
return redis.call('HINCRBY', KEYS[1], 'round', 1)`,
  },
  /** number, kinds… */
  reopen: {
    keys: ['batch', 'items', 'sent', 'counts', 'bad'],
    lua: `
local about = redis.call('HMGET', KEYS[1], 'account', 'region')
if not about[1] then return 0 end
local place = about[1] .. '\\t' .. about[2] .. '\\t'
local kinds = {}
for i = 2, #ARGV do kinds[ARGV[i]] = true end
local items = redis.call('HGETALL', KEYS[2])
local reopened, failed = 0, 0
for i = 1, #items, 2 do
  local kind, bad = string.match(items[i + 1], '^([^\\t]+)\\t(%d)')
  if kind and kinds[kind] then
    redis.call('HSET', KEYS[2], items[i], '')
    redis.call('HINCRBY', KEYS[4], place .. kind, -1)
    if kind == 'refused' then redis.call('HDEL', KEYS[3], items[i]) end
    reopened = reopened + 1
  elseif bad == '1' then failed = failed + 1 end
end
if reopened > 0 then
  redis.call('HINCRBY', KEYS[1], 'epoch', 1)
  redis.call('HINCRBY', KEYS[1], 'open', reopened)
  redis.call('HSET', KEYS[1], 'failures', 0)
  redis.call('HINCRBY', KEYS[4], place .. 'open', reopened)
end
if failed == 0 then redis.call('SREM', KEYS[5], ARGV[1]) end
return reopened`,
  },
  /** KEYS: windows…, then run and batch if fenced. ARGV: number of windows, allowance, member, epoch, [calls, milliseconds]… */
  takePlace: {
    keys: [],
    lua: `${now}
local windows = tonumber(ARGV[1])
if #KEYS > windows then
  if redis.call('HGET', KEYS[windows + 1], 'state') ~= 'ready' then return redis.error_reply('FENCED') end
  if redis.call('HGET', KEYS[windows + 2], 'epoch') ~= ARGV[4] then return redis.error_reply('FENCED') end
end
local wait = 0
for i = 1, windows do
  local calls, length = tonumber(ARGV[3 + 2 * i]), tonumber(ARGV[4 + 2 * i])
  redis.call('ZREMRANGEBYSCORE', KEYS[i], '-inf', now - length)
  local held = redis.call('ZCARD', KEYS[i])
  if held >= calls then
    local oldest = redis.call('ZRANGE', KEYS[i], held - calls, held - calls, 'WITHSCORES')
    wait = math.max(wait, tonumber(oldest[2]) + length - now)
  end
end
if wait > 0 then return wait end
for i = 1, windows do
  redis.call('ZADD', KEYS[i], now + tonumber(ARGV[2]), ARGV[3])
  redis.call('PEXPIRE', KEYS[i], tonumber(ARGV[4 + 2 * i]) + tonumber(ARGV[2]) + 1000)
end
return 0`,
  },
} as const satisfies Readonly<Record<string, Script>>;

export type ScriptName = keyof typeof scripts;
