-- Somebody may have watched before; a synthetic id is as likely anybody's as any other.
INSERT INTO users (viewer_id, kind, first_seen, last_seen) VALUES :rows AS new
ON DUPLICATE KEY UPDATE
  first_seen = LEAST(new.first_seen, users.first_seen), last_seen = GREATEST(new.last_seen, users.last_seen)
