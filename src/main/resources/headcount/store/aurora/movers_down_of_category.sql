-- The same as movers_down of a category's broadcasters.
SELECT scope_key FROM daily_statistics FORCE INDEX (category_growth)
WHERE scope = 2 AND category_key = ? AND day = ?
  AND (CAST(IF(viewer_seconds_prev_7d >= 3600000, viewer_seconds_7d / viewer_seconds_prev_7d, NULL) AS DECIMAL(20, 4))) < 1.0000
ORDER BY (CAST(IF(viewer_seconds_prev_7d >= 3600000, viewer_seconds_7d / viewer_seconds_prev_7d, NULL) AS DECIMAL(20, 4))), scope_key DESC LIMIT ?
