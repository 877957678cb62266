-- A broadcast as it was announced; its broadcaster never changes.
UPDATE streams SET category_key = ?, title = ?, ended_at = ? WHERE stream_key = ?
