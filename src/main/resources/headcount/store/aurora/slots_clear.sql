DELETE FROM audience_slots WHERE scope IN (0, 1) AND at = ?
