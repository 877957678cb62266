SELECT s.started_at, s.ended_at, s.title, b.broadcaster_id, c.category_id
FROM streams s
JOIN broadcasters b ON b.broadcaster_key = s.broadcaster_key
JOIN categories c ON c.category_key = s.category_key
WHERE s.stream_id = ? ORDER BY s.started_at DESC LIMIT 1
