-- Reads what a stream's checkpoint says and how large its sets are, at one moment.
-- KEYS[1] live:stream:{s}, KEYS[2] live:users:{s}, KEYS[3] live:tabs:{s}
local said = redis.call('HMGET', KEYS[1], 'viewers', 'connections')
return {said[1] or '0', said[2] or '0', redis.call('SCARD', KEYS[2]), redis.call('HLEN', KEYS[3])}
