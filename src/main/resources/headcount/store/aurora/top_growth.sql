-- A day's scopes by growth in a week, after a place; the order is that of top_growth.
SELECT day, scope_key, category_key, viewer_seconds, live_s, observed_s, average_s, IF(peak_at IS NULL, NULL, peak), peak_at,
  airtime_s, broadcasts, sessions, uniques, uniques_anonymous, returning_7d, new_viewers, watch_p50_s,
  watched_s, episodes, retention, final, computed_at,
  (IF(viewer_seconds_prev_7d >= 3600000, viewer_seconds_7d / viewer_seconds_prev_7d, NULL))
FROM daily_statistics FORCE INDEX (top_growth)
WHERE scope = ? AND day = ?
  AND (IF(viewer_seconds_prev_7d >= 3600000, viewer_seconds_7d / viewer_seconds_prev_7d, NULL)) <= ?
  AND ((IF(viewer_seconds_prev_7d >= 3600000, viewer_seconds_7d / viewer_seconds_prev_7d, NULL)) < ? OR scope_key > ?)
ORDER BY (IF(viewer_seconds_prev_7d >= 3600000, viewer_seconds_7d / viewer_seconds_prev_7d, NULL)) DESC, scope_key LIMIT ?
