SELECT at FROM audience_slots WHERE scope = 0 ORDER BY at DESC LIMIT 1
