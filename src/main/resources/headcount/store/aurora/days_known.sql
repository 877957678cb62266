-- Of how many days in a half-open range the viewers are known.
SELECT COUNT(*) FROM daily_statistics
WHERE scope = 0 AND scope_key = 0 AND day >= ? AND day < ? AND uniques IS NOT NULL
