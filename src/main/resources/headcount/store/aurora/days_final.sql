-- The days of a half-open range of which nothing more is expected: the row of the platform says so, and is written last.
SELECT day FROM daily_statistics WHERE scope = 0 AND scope_key = 0 AND day >= ? AND day < ? AND final = 1
