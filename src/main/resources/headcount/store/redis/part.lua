-- Writes one part of a difference that has more than one; the version stays until the last.
-- KEYS[1] live:stream:{s}, KEYS[2] live:users:{s}, KEYS[3] live:tabs:{s}, KEYS[4] live:anonymous:{s}
-- ARGV[1] epoch, ARGV[2] version, ARGV[3] 1 for the first part, ARGV[4] the base's epoch,
-- ARGV[5] the base's version, ARGV[6..10] how many viewers went, sessions left, viewers came,
-- anonymous viewers came, and words of tabs (session, value) follow
if newer_stands() or same_stands() then
  return answer(0)
end
if stands[1] ~= ARGV[4] or stands[2] ~= ARGV[5] then
  return answer(2)
end
if ARGV[3] == '1' then
  if stands[6] then
    return answer(2)
  end
  redis.call('HSET', KEYS[1], 'partial', mine)
elseif stands[6] ~= mine then
  return answer(2)
end
last_read = 10
local went = take(tonumber(ARGV[6]))
call_with('SREM', KEYS[2], went)
call_with('SREM', KEYS[4], went)
call_with('HDEL', KEYS[3], take(tonumber(ARGV[7])))
call_with('SADD', KEYS[2], take(tonumber(ARGV[8])))
call_with('SADD', KEYS[4], take(tonumber(ARGV[9])))
call_with('HSET', KEYS[3], take(tonumber(ARGV[10])))
return answer(1)
