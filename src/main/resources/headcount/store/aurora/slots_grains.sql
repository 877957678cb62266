-- Sums of audience_slots by equal stretches of time, counted from 1970; the time on the air is the slot's, or the live time where that is shorter.
SELECT TIMESTAMPDIFF(SECOND, '1970-01-01', at) DIV ? AS grain, SUM(viewer_seconds), SUM(live_s), SUM(observed_s),
  SUM(IF(live_s > 0, LEAST(live_s, ?) * observed_s / live_s, 0)),
  MAX(IF(observed_s > 0, viewer_seconds * live_s / (LEAST(live_s, ?) * observed_s), NULL))
FROM audience_slots FORCE INDEX (by_scope) WHERE scope = ? AND scope_key = ? AND at >= ? AND at < ?
GROUP BY grain
