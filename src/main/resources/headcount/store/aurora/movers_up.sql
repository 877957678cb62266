-- Broadcasters of a day that grew most in a week; the order is that of top_growth.
SELECT scope_key FROM daily_statistics FORCE INDEX (top_growth)
WHERE scope = 2 AND day = ?
  AND (IF(viewer_seconds_prev_7d >= 3600000, viewer_seconds_7d / viewer_seconds_prev_7d, NULL)) > 1.0000
ORDER BY (IF(viewer_seconds_prev_7d >= 3600000, viewer_seconds_7d / viewer_seconds_prev_7d, NULL)) DESC, scope_key LIMIT ?
