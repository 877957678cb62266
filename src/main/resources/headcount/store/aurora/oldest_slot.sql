-- Each scope's oldest is one look at the primary key.
SELECT MIN(at) FROM (
  (SELECT at FROM audience_slots WHERE scope = 0 ORDER BY at LIMIT 1)
  UNION ALL
  (SELECT at FROM audience_slots WHERE scope = 1 ORDER BY at LIMIT 1)) oldest
