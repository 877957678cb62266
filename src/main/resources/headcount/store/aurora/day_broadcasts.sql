-- The broadcasts that have steps in a half-open range.
SELECT s.stream_key, s.broadcaster_key, s.started_at, s.ended_at
FROM (SELECT DISTINCT stream_key FROM viewer_history WHERE at >= ? AND at < ?) d
JOIN streams s ON s.stream_key = d.stream_key
