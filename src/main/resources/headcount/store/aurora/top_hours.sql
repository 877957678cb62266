-- A day's scopes by hours watched, after a place; the order is that of top_hours.
SELECT day, scope_key, category_key, viewer_seconds, live_s, observed_s, average_s, IF(peak_at IS NULL, NULL, peak), peak_at,
  airtime_s, broadcasts, sessions, uniques, uniques_anonymous, returning_7d, new_viewers, watch_p50_s,
  watched_s, episodes, retention, final, computed_at, viewer_seconds
FROM daily_statistics FORCE INDEX (top_hours)
WHERE scope = ? AND day = ? AND viewer_seconds <= ? AND (viewer_seconds < ? OR scope_key > ?)
ORDER BY viewer_seconds DESC, scope_key LIMIT ?
