-- Tabs that were watched; the later end of the same (session, joined-at) wins.
-- Assignments run from left to right: watched_ms, which the other one looks at, comes last.
INSERT INTO user_sessions
  (joined_at, broadcaster_key, stream_key, session_id, viewer_id, watched_ms, ended_by)
VALUES :rows AS new
ON DUPLICATE KEY UPDATE
  ended_by = IF(new.watched_ms > user_sessions.watched_ms, new.ended_by, user_sessions.ended_by),
  watched_ms = GREATEST(new.watched_ms, user_sessions.watched_ms)
