-- Broadcasters of a day that shrank most in a week; those of top_growth's
-- range are sorted, as it would be read backwards from its end, where all without growth are.
SELECT scope_key FROM daily_statistics FORCE INDEX (top_growth)
WHERE scope = 2 AND day = ?
  AND (IF(viewer_seconds_prev_7d >= 3600000, viewer_seconds_7d / viewer_seconds_prev_7d, NULL)) < 1.0000
ORDER BY (IF(viewer_seconds_prev_7d >= 3600000, viewer_seconds_7d / viewer_seconds_prev_7d, NULL)), scope_key DESC LIMIT ?
