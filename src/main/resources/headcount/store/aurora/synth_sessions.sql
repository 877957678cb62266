INSERT INTO user_sessions (joined_at, broadcaster_key, stream_key, session_id, viewer_id, watched_ms, ended_by) VALUES :rows
