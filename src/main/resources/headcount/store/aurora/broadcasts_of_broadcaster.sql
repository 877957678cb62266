-- Every broadcast of a broadcaster.
SELECT s.stream_key, s.started_at, s.ended_at FROM streams s
JOIN broadcasters b ON b.broadcaster_key = s.broadcaster_key WHERE b.broadcaster_id = ?
