-- The newest day of a half-open range that is summed.
SELECT day FROM daily_statistics WHERE scope = 0 AND scope_key = 0 AND day >= ? AND day < ? ORDER BY day DESC LIMIT 1
