-- The hours of a scope's days in a half-open range; sums of the whole day tell whether both columns are of one summing.
SELECT day, by_hour, hours, live_s, observed_s FROM daily_statistics
WHERE scope = ? AND scope_key = ? AND day >= ? AND day < ?
