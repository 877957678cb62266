-- Sketches of a scope's day that has no row any more.
DELETE k FROM audience_sketches k LEFT JOIN daily_statistics d
  ON d.scope = k.scope AND d.scope_key = k.scope_key AND d.day = k.day
WHERE k.scope = ? AND k.day = ? AND d.day IS NULL
