-- The next broadcaster that has sessions of a half-open range: one look at the primary key.
SELECT broadcaster_key FROM user_sessions
WHERE broadcaster_key > ? AND joined_at >= ? AND joined_at < ?
ORDER BY broadcaster_key LIMIT 1
