-- A step is one of a broadcast: two broadcasts within a slot have a step each.
SELECT COUNT(*), COUNT(DISTINCT s.started_at, h.at) FROM streams s
JOIN viewer_history h ON h.stream_key = s.stream_key WHERE s.stream_id = ?
