-- Every broadcast of a stream id.
SELECT stream_key, started_at, ended_at FROM streams WHERE stream_id = ?
