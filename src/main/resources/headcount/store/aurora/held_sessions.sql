SELECT COUNT(*), COUNT(DISTINCT u.session_id, u.joined_at) FROM streams s
JOIN user_sessions u ON u.broadcaster_key = s.broadcaster_key AND u.stream_key = s.stream_key
WHERE s.stream_id = ?
