-- A committed slot goes to the hash of its day, if that is the newest one.
-- KEYS[1] cache:today:{s}
-- ARGV[1] the slot's day, ARGV[2] name, ARGV[3] numbers with the epoch first, ARGV[4] seconds to live
-- A newer day empties the hash; an older one is no longer its business. The higher or same epoch stands.
local day = redis.call('HGET', KEYS[1], 'day')
if not day or day < ARGV[1] then
  redis.call('DEL', KEYS[1])
  redis.call('HSET', KEYS[1], 'day', ARGV[1])
  day = ARGV[1]
end
if day == ARGV[1] then
  local stands = redis.call('HGET', KEYS[1], ARGV[2])
  if not stands or tonumber(string.match(stands, '^%d+')) <= tonumber(string.match(ARGV[3], '^%d+')) then
    redis.call('HSET', KEYS[1], ARGV[2], ARGV[3])
  end
  redis.call('EXPIRE', KEYS[1], ARGV[4])
end
return {day}
