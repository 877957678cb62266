-- Writes the last or only part of a checkpoint and makes its version stand.
-- KEYS[1] live:stream:{s}, KEYS[2] live:users:{s}, KEYS[3] live:tabs:{s}, KEYS[4] live:anonymous:{s},
-- KEYS[5] hb:{s}, KEYS[6..8] live:users, live:tabs, live:anonymous with :next
-- ARGV[1] epoch, ARGV[2] version, ARGV[3] 1 if earlier parts were written, ARGV[4] the base's epoch
-- (empty: a full checkpoint), ARGV[5] the base's version, ARGV[6] seconds to keep everything
-- (0: for good), ARGV[7..13] how many words of fields (name, value), words of beats (ms, source),
-- viewers that went, sessions that left, viewers that came, anonymous ones of them, and words of
-- tabs (session, value) follow
if newer_stands() or same_stands() then
  return answer(0)
end
local full, parts = ARGV[4] == '', ARGV[3] == '1'
if not full and (stands[1] ~= ARGV[4] or stands[2] ~= ARGV[5]) then
  return answer(2)
end
if full and parts and stands[5] ~= mine then
  return answer(2)
end
if not full and (stands[6] or '') ~= (parts and mine or '') then
  return answer(2)
end
last_read = 13
local fields, beats = take(tonumber(ARGV[7])), take(tonumber(ARGV[8]))
local went, left = take(tonumber(ARGV[9])), take(tonumber(ARGV[10]))
local came, anonymous = take(tonumber(ARGV[11])), take(tonumber(ARGV[12]))
local tabs = take(tonumber(ARGV[13]))

if full and parts then
  call_with('SADD', KEYS[6], came)
  call_with('HSET', KEYS[7], tabs)
  call_with('SADD', KEYS[8], anonymous)
  for i = 6, 8 do
    -- freed in the background: a million members would hold up all others for a second
    redis.call('UNLINK', KEYS[i - 4])
    if redis.call('EXISTS', KEYS[i]) == 1 then
      redis.call('RENAME', KEYS[i], KEYS[i - 4])
      redis.call('PERSIST', KEYS[i - 4])
    end
  end
else
  if full then
    redis.call('UNLINK', KEYS[2], KEYS[3], KEYS[4])
  end
  call_with('SREM', KEYS[2], went)
  call_with('SREM', KEYS[4], went)
  call_with('HDEL', KEYS[3], left)
  call_with('SADD', KEYS[2], came)
  call_with('SADD', KEYS[4], anonymous)
  call_with('HSET', KEYS[3], tabs)
end
redis.call('DEL', KEYS[1], KEYS[5])
redis.call('HSET', KEYS[1], unpack(fields))
call_with('ZADD', KEYS[5], beats)
if stands[5] and stands[5] ~= mine then
  redis.call('HSET', KEYS[1], 'next', stands[5])
end
for i = 1, 5 do
  if ARGV[6] ~= '0' then
    redis.call('EXPIRE', KEYS[i], ARGV[6])
  elseif stands[4] == '0' then
    redis.call('PERSIST', KEYS[i])
  end
end
return answer(1)
