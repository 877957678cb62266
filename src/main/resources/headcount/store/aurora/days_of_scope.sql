-- A scope's days in a half-open range.
SELECT day, scope_key, category_key, viewer_seconds, live_s, observed_s, average_s, IF(peak_at IS NULL, NULL, peak), peak_at,
  airtime_s, broadcasts, sessions, uniques, uniques_anonymous, returning_7d, new_viewers, watch_p50_s,
  watched_s, episodes, retention, final, computed_at
FROM daily_statistics WHERE scope = ? AND scope_key IN (:list) AND day >= ? AND day < ?
