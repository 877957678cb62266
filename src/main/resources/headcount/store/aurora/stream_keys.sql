-- The keys of one broadcast.
SELECT stream_key, broadcaster_key FROM streams WHERE stream_id = ? AND started_at = ?
