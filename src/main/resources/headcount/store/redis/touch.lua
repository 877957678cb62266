-- Confirms a checkpoint that stands: only the moment, the running history and the beats move.
-- KEYS[1] live:stream:{s}, KEYS[2] hb:{s}
-- ARGV[1] epoch, ARGV[2] version, ARGV[3] touchedAt (Unix ms), ARGV[4] history,
-- ARGV[5] how many words of beats (ms, source) follow
if newer_stands() then
  return answer(0)
end
if not same_stands() then
  return answer(2)
end
redis.call('HSET', KEYS[1], 'touchedAt', ARGV[3], 'history', ARGV[4])
last_read = 5
local beats = take(tonumber(ARGV[5]))
local life = redis.call('TTL', KEYS[1])
redis.call('DEL', KEYS[2])
call_with('ZADD', KEYS[2], beats)
if life > 0 then
  redis.call('EXPIRE', KEYS[2], life)
end
return answer(1)
