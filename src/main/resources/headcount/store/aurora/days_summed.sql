-- The days of a half-open range that are summed: each has a row of the platform.
SELECT day FROM daily_statistics WHERE scope = 0 AND scope_key = 0 AND day >= ? AND day < ?
