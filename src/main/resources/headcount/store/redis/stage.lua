-- Puts one part of a full checkpoint aside, until the last one makes it stand.
-- KEYS[1] live:stream:{s}, KEYS[2] live:users:{s}:next, KEYS[3] live:tabs:{s}:next,
-- KEYS[4] live:anonymous:{s}:next
-- ARGV[1] epoch, ARGV[2] version, ARGV[3] 1 for the first part, ARGV[4] seconds that parts are kept,
-- ARGV[5..7] how many viewers, anonymous viewers, and words of tabs (session, value) follow
if newer_stands() or same_stands() then
  return answer(0)
end
if ARGV[3] == '1' then
  local other = stands[5]
  if other and tonumber(string.match(other, '^%d+')) > epoch then
    return {0, string.match(other, '^%d+'), string.match(other, '%d+$'), ''}
  end
  redis.call('UNLINK', KEYS[2], KEYS[3], KEYS[4])
  redis.call('HSET', KEYS[1], 'next', mine)
  if not stands[1] then
    redis.call('EXPIRE', KEYS[1], ARGV[4])
  end
elseif stands[5] ~= mine then
  return answer(2)
end
last_read = 7
call_with('SADD', KEYS[2], take(tonumber(ARGV[5])))
call_with('SADD', KEYS[4], take(tonumber(ARGV[6])))
call_with('HSET', KEYS[3], take(tonumber(ARGV[7])))
for i = 2, 4 do
  redis.call('EXPIRE', KEYS[i], ARGV[4])
end
return answer(1)
