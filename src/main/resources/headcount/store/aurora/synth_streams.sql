INSERT INTO streams (stream_key, stream_id, broadcaster_key, category_key, title, started_at, ended_at) VALUES :rows
