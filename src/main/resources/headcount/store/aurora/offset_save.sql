-- Never goes back.
INSERT INTO projection_offsets (projection, position, moved_at) VALUES (?, ?, UTC_TIMESTAMP(3)) AS new
ON DUPLICATE KEY UPDATE
  moved_at = IF(new.position > projection_offsets.position, new.moved_at, projection_offsets.moved_at),
  position = GREATEST(new.position, projection_offsets.position)
