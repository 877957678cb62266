-- A broadcaster's sessions that touch a day: from those of the day before, the ones that reach into it.
SELECT s.viewer_id, COALESCE(u.kind, 0), COALESCE(u.first_seen >= ?, FALSE), s.stream_key, b.category_key, s.joined_at, s.watched_ms, s.ended_by
FROM user_sessions s
JOIN streams b ON b.stream_key = s.stream_key
LEFT JOIN users u ON u.viewer_id = s.viewer_id
WHERE s.broadcaster_key = ? AND s.joined_at >= ? AND s.joined_at < ?
  AND (s.joined_at >= ? OR s.joined_at + INTERVAL s.watched_ms * 1000 MICROSECOND > ?)
ORDER BY s.viewer_id, s.joined_at, s.stream_key, s.session_id
