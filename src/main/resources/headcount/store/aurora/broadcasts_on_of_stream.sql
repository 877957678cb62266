-- Broadcasts of a stream that may have been on in a half-open range, told by the index alone: those that began in it, and
-- of the last three before, as a stream's broadcasts follow each other, those that were not over.
SELECT stream_key, started_at FROM streams FORCE INDEX (by_stream)
WHERE stream_id = ? AND started_at < ?
  AND started_at >= COALESCE(
    (SELECT started_at FROM streams FORCE INDEX (by_stream)
     WHERE stream_id = ? AND started_at < ? ORDER BY started_at DESC LIMIT 1 OFFSET 2),
    '1970-01-01')
  AND (ended_at IS NULL OR ended_at > ?)
