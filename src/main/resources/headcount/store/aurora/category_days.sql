-- Every category's viewer seconds by day; top_hours covers them.
SELECT day, scope_key, viewer_seconds FROM daily_statistics WHERE scope = 1 AND day >= ? AND day < ?
