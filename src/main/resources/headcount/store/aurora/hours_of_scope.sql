-- The hours of a scope's days in a half-open range.
SELECT day, by_hour, hours FROM daily_statistics WHERE scope = ? AND scope_key = ? AND day >= ? AND day < ?
