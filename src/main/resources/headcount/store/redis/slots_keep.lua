-- A day as a reader of the database saw it joins what was committed meanwhile: together they are whole.
-- KEYS[1] cache:today:{s}
-- ARGV[1] the day, ARGV[2] seconds to live, then name and numbers of each slot
local day = redis.call('HGET', KEYS[1], 'day')
if day and day > ARGV[1] then
  return {day}
end
if day ~= ARGV[1] then
  redis.call('DEL', KEYS[1])
end
redis.call('HSET', KEYS[1], 'day', ARGV[1], 'whole', '1')
for i = 3, #ARGV, 2 do
  local stands = redis.call('HGET', KEYS[1], ARGV[i])
  if not stands or tonumber(string.match(stands, '^%d+')) < tonumber(string.match(ARGV[i + 1], '^%d+')) then
    redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1])
  end
end
redis.call('EXPIRE', KEYS[1], ARGV[2])
return {ARGV[1]}
