-- A scope's sums of the 7 days that end with a day, and of the 7 before.
UPDATE daily_statistics d
JOIN (SELECT scope_key, SUM(IF(day >= ?, viewer_seconds, 0)) AS recent, SUM(IF(day < ?, viewer_seconds, 0)) AS before_that
      FROM daily_statistics WHERE scope = ? AND day >= ? AND day <= ? GROUP BY scope_key) w
  ON w.scope_key = d.scope_key
SET d.viewer_seconds_7d = w.recent, d.viewer_seconds_prev_7d = w.before_that
WHERE d.scope = ? AND d.day = ?
