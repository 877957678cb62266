-- Safe where another node was quicker.
INSERT INTO streams (stream_id, broadcaster_key, category_key, title, started_at)
VALUES (?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE stream_key = stream_key
