-- Stands before every script that writes a stream.
-- KEYS[1] live:stream:{s}
-- ARGV[1] the writer's epoch, ARGV[2] its version
-- Answers of the scripts: {1, epoch, version, former category} accepted; {0, epoch, version} fenced by
-- what stands; {2, epoch, version} everything is needed.
local mine = ARGV[1] .. ' ' .. ARGV[2]
local epoch, version = tonumber(ARGV[1]), tonumber(ARGV[2])
local stands = redis.call('HMGET', KEYS[1], 'epoch', 'version', 'category', 'viewers', 'next', 'partial')
local stored_epoch, stored_version = tonumber(stands[1] or '-1'), tonumber(stands[2] or '-1')

local function newer_stands()
  return stored_epoch > epoch or (stored_epoch == epoch and stored_version > version)
end

local function same_stands()
  return stored_epoch == epoch and stored_version == version
end

local function answer(status)
  return {status, tostring(stands[1] or '-1'), tostring(stands[2] or '-1'), stands[3] or ''}
end

local last_read = 0
local function take(count)
  local out = {}
  for i = 1, count do
    out[i] = ARGV[last_read + i]
  end
  last_read = last_read + count
  return out
end

local function call_with(command, key, members)
  if #members > 0 then
    redis.call(command, key, unpack(members))
  end
end
